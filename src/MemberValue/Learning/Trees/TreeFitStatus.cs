namespace MemberValue.Learning;

/// <summary>How the fit of a tree or a forest ended. Where it is not <see cref="Fitted"/>, the model predicts one share for everybody.</summary>
public enum TreeFitStatus
{
    /// <summary>At least one split.</summary>
    Fitted = 0,

    /// <summary>All rows that count have the same label: there is nothing to tell apart, and the probability is 0 or 1.</summary>
    SingleClass = 1,

    /// <summary>Fewer rows than two leaves of the least size need.</summary>
    TooFewRows = 2,

    /// <summary>No column has two different values (a missing value is one).</summary>
    ConstantColumns = 3,

    /// <summary>Columns differ, but no split leaves enough rows on both sides and brings enough.</summary>
    NoSplit = 4,
}
