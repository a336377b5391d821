using MemberValue.Estimation;

namespace MemberValue.Learning;

/// <summary>What a logistic regression looks like in JSON, version 1. A number that does not exist is null.</summary>
internal sealed class LogisticModelDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string?[]? Features { get; set; }

    public double? LogOddsAtMeans { get; set; }

    public double? InterceptStandardError { get; set; }

    public LogisticTermDocument?[]? Terms { get; set; }

    public OriginDocument? Origin { get; set; }

    public LogisticReportDocument? Report { get; set; }
}

/// <summary>One coefficient in JSON.</summary>
internal sealed class LogisticTermDocument
{
    public string? Feature { get; set; }

    public bool IsMissingIndicator { get; set; }

    public double? Coefficient { get; set; }

    public double? StandardError { get; set; }

    public double? Mean { get; set; }

    public double? StandardDeviation { get; set; }
}

/// <summary>The report of a fit in JSON.</summary>
internal sealed class LogisticReportDocument
{
    public string? Status { get; set; }

    public int Iterations { get; set; }

    public double? LogLikelihood { get; set; }

    public double? NullLogLikelihood { get; set; }

    public double? GradientNorm { get; set; }

    public int Rows { get; set; }

    public int YesRows { get; set; }

    public double? TotalWeight { get; set; }

    public double? Penalty { get; set; }

    public LogisticDroppedDocument?[]? Dropped { get; set; }
}

/// <summary>A column without a coefficient in JSON.</summary>
internal sealed class LogisticDroppedDocument
{
    public string? Feature { get; set; }

    public bool IsMissingIndicator { get; set; }

    public string? Reason { get; set; }
}
