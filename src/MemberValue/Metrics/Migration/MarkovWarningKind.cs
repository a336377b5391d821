namespace MemberValue.Metrics;

/// <summary>What is doubtful about a row of a chain.</summary>
public enum MarkovWarningKind
{
    /// <summary>No member had the label: what becomes of it is not known, and a forecast that needs to know is an error.</summary>
    UnobservedRow = 0,

    /// <summary>Few members had the label: the row's probabilities are rough.</summary>
    ThinRow = 1,
}
