using MemberValue.Estimation;

namespace MemberValue.Learning;

/// <summary>Platt's calibration in JSON, version 1.</summary>
internal sealed class PlattDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? Status { get; set; }

    public string? Scale { get; set; }

    public double? Slope { get; set; }

    public double? Intercept { get; set; }

    public OriginDocument? Origin { get; set; }
}

/// <summary>An isotonic calibration in JSON, version 1.</summary>
internal sealed class IsotonicDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? Status { get; set; }

    public OriginDocument? Origin { get; set; }

    public double[]? Scores { get; set; }

    public double[]? Probabilities { get; set; }
}
