namespace MemberValue.Learning;

/// <summary>How far a logistic regression may be trusted. Every fit ends with one of these; none of them is an exception.</summary>
public enum LogisticStatus
{
    /// <summary>The maximum of the (penalised) log-likelihood was reached; standard errors exist.</summary>
    Converged = 0,

    /// <summary>
    /// Without a penalty, and a combination of the columns tells the labels apart, perfectly or for some of the rows (quasi-separation): coefficients run to
    /// infinity. The model is the last point on the way, without standard errors; its coefficients mean nothing, its order of the rows does. Ask for a penalty.
    /// </summary>
    Separated = 1,

    /// <summary>All rows have the same label: there is nothing to learn. Every prediction is NaN.</summary>
    SingleClass = 2,

    /// <summary>Fewer than two rows, or without a penalty fewer rows than coefficients and one more. Every prediction is NaN.</summary>
    TooFewRows = 3,

    /// <summary>The iterations ran out, or the numbers are too extreme to be computed with. The model is the last usable point, without standard errors.</summary>
    NotConverged = 4,
}
