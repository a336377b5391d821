using System.Text.Json;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>What a scale looks like in JSON, version 1.</summary>
internal sealed class RfmScaleDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? Method { get; set; }

    public string? Frequency { get; set; }

    public string? Monetary { get; set; }

    public string? Grain { get; set; }

    public string? FirstDayOfWeek { get; set; }

    public OriginDocument? Origin { get; set; }

    public double?[]? RecencyCuts { get; set; }

    public double?[]? FrequencyCuts { get; set; }

    public double?[]? MonetaryCuts { get; set; }

    public NestedCutsDocument? Nested { get; set; }
}

/// <summary>The groups of a nested scale in JSON.</summary>
internal sealed class NestedCutsDocument
{
    public double?[]?[]? FrequencyCuts { get; set; }

    public double?[]?[]? MonetaryCuts { get; set; }

    public bool[]? EmptyR { get; set; }

    public bool[]? EmptyRF { get; set; }
}

/// <summary>What a segment map looks like in JSON, version 1. Rules stay raw, so that an error can name the rule.</summary>
internal sealed class SegmentMapDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? Name { get; set; }

    public int[]? Levels { get; set; }

    public JsonElement[]? Segments { get; set; }

    public JsonElement[]? Rules { get; set; }

    public string? Fallback { get; set; }
}

/// <summary>One segment in JSON.</summary>
internal sealed class SegmentDocument
{
    public string? Id { get; set; }

    public Text? Name { get; set; }

    public Text? Action { get; set; }
}

/// <summary>One rule in JSON.</summary>
internal sealed class SegmentRuleDocument
{
    public string? Segment { get; set; }

    public int[]? R { get; set; }

    public int[]? F { get; set; }

    public int[]? M { get; set; }

    public double[]? Fm { get; set; }

    public string[]? Codes { get; set; }
}
