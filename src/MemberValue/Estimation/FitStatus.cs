namespace MemberValue.Estimation;

/// <summary>
/// How far something fitted may be trusted: one list for models, scales, rhythms, limits, classifiers and calibrations. Every fit ends with one of these; none
/// of them is an exception.
/// <see cref="FitStatuses.IsUsable"/> says which of them may be used.
/// </summary>
public enum FitStatus
{
    /// <summary>
    /// An interior optimum: the gradient is zero within the tolerance, the log-likelihood falls in every direction, and standard errors exist.
    /// </summary>
    Converged,

    /// <summary>
    /// The log-likelihood keeps rising, or stays level, towards a limit that finite parameters never reach; <see cref="FitReport.Limit"/> names it. The
    /// estimates are far out on the way there: what they predict is what the limit predicts, but the escaping parameters themselves mean nothing.
    /// </summary>
    AtLimit,

    /// <summary>
    /// The data do not tell some parameters apart: a direction exists in which the log-likelihood is level both ways. The estimates are one point of many.
    /// </summary>
    NotIdentified,

    /// <summary>
    /// No optimum was found: the log-likelihood could not be evaluated anywhere, the numbers are too extreme to be computed with, or the iterations ran out.
    /// The estimates are the last usable point, without standard errors.
    /// </summary>
    Failed,

    /// <summary>Not fitted: the numbers were named by the caller.</summary>
    Given,

    /// <summary>Learned by a computation that cannot fail to converge: cut points, counts, means, splits.</summary>
    Fitted,

    /// <summary>Fitted, and the members differ no more than chance makes them differ: everyone has the number of the whole base.</summary>
    AllAlike,

    /// <summary>Nothing to learn from: no row of a weight above 0, no gap between purchases. The numbers are NaN or not there.</summary>
    NoData,

    /// <summary>All rows have the same label: there is nothing to tell apart. A classifier predicts one number for everybody, or NaN.</summary>
    SingleClass,

    /// <summary>
    /// Without a penalty, and a combination of the columns tells the labels apart, perfectly or for some of the rows (quasi-separation): coefficients run to
    /// infinity. The model is the last point on the way, without standard errors; its coefficients mean nothing, its order of the rows does. Ask for a penalty.
    /// </summary>
    Separated,

    /// <summary>
    /// Fewer rows than the learner needs: two leaves of the least size, or one more than there are coefficients. A classifier predicts one number for
    /// everybody, or NaN.
    /// </summary>
    TooFewRows,

    /// <summary>
    /// No column has two different values (a missing value is one); for a calibration, no two scores differ. All members get the same number.
    /// </summary>
    ConstantColumns,

    /// <summary>Columns differ, but no split leaves enough rows on both sides and brings enough. A tree predicts one number for everybody.</summary>
    NoSplit,

    /// <summary>Higher scores do not go with more yes: a Platt curve falls or is level, an isotonic map is the share of yes for all scores.</summary>
    NotIncreasing,
}
