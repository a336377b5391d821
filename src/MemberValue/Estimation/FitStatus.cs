using System.Text.Json.Serialization;

namespace MemberValue.Estimation;

/// <summary>
/// The outcome of a fit, which tells how far it can be trusted; the same list for models, scales, rhythms, limits, classifiers and calibrations. Every fit
/// ends with one of these; none throws an exception. <see cref="FitStatuses.IsUsable"/> tells which of them can be used.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<FitStatus>))]
public enum FitStatus
{
    /// <summary>
    /// An interior optimum: the gradient is zero within the tolerance, the log-likelihood falls in every direction, and standard errors exist.
    /// </summary>
    Converged,

    /// <summary>
    /// The log-likelihood keeps rising, or stays level, towards a limit that finite parameters never reach; <see cref="FitReport.Limit"/> names it. The
    /// estimates are far towards it: they predict what the limit predicts, but the parameters that run to it mean nothing by themselves.
    /// </summary>
    AtLimit,

    /// <summary>
    /// The data do not determine some parameters: a direction exists in which the log-likelihood is level both ways. The estimates are one point of many.
    /// </summary>
    NotIdentified,

    /// <summary>
    /// No optimum was found: the log-likelihood could not be evaluated anywhere, the numbers are too extreme to compute with, or the iterations ran out.
    /// The estimates are the last usable point, without standard errors.
    /// </summary>
    Failed,

    /// <summary>Not fitted: the numbers were given by the caller.</summary>
    Given,

    /// <summary>Fitted by a computation that needs no convergence: cut points, counts, means, splits.</summary>
    Fitted,

    /// <summary>Fitted, and the members differ no more than by chance: every member has the number of the whole base.</summary>
    AllAlike,

    /// <summary>Nothing to learn from: no row of a weight above 0, no gap between purchases. The numbers are NaN or missing.</summary>
    NoData,

    /// <summary>All rows have the same label: there is nothing to distinguish. A classifier predicts one number for every row, or NaN.</summary>
    SingleClass,

    /// <summary>
    /// Without a penalty, and a combination of the columns separates the labels, for all or some of the rows (quasi-separation): coefficients run to
    /// infinity. The model is the last point reached, without standard errors; its ranking of the rows is meaningful, its coefficients are not. Set a
    /// penalty.
    /// </summary>
    Separated,

    /// <summary>
    /// Fewer rows than the learner needs: two leaves of the least size, or one more than there are coefficients. A classifier predicts one number for every
    /// row, or NaN.
    /// </summary>
    TooFewRows,

    /// <summary>
    /// No column has two different values (a missing value is one); for a calibration, no two scores differ. All members get the same number.
    /// </summary>
    ConstantColumns,

    /// <summary>Columns differ, but no split leaves enough rows on both sides and decreases impurity enough. A tree predicts one number for every
    /// row.</summary>
    NoSplit,

    /// <summary>The share of yes does not rise with the score: a Platt curve falls or is constant, an isotonic map is the share of yes for all
    /// scores.</summary>
    NotIncreasing,
}
