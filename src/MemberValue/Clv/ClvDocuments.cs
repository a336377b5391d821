using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>A time unit in JSON, to the last bit.</summary>
internal sealed class TimeUnitDocument
{
    public string? Name { get; set; }

    public double Seconds { get; set; }
}

/// <summary>What a discount rate looks like in JSON, version 1.</summary>
internal sealed class DiscountRateDocument
{
    public const string TypeName = "DiscountRate";

    public string? Type { get; set; }

    public int Version { get; set; }

    public double? Rate { get; set; }

    public TimeUnitDocument? Period { get; set; }

    public bool IsContinuous { get; set; }

    public string? Timing { get; set; }
}

/// <summary>What a formula value calculator looks like in JSON, version 1: its settings, and what it learned.</summary>
internal sealed class FormulaValueDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? CountedBy { get; set; }

    public TimeUnitDocument? Unit { get; set; }

    public string? OrderValueFrom { get; set; }

    public double? OrderValue { get; set; }

    public string? FrequencyFrom { get; set; }

    public double? Frequency { get; set; }

    public string? LifespanFrom { get; set; }

    public double? Lifespan { get; set; }

    public double? ChurnRate { get; set; }

    public string? MarginFrom { get; set; }

    public double? MarginRate { get; set; }

    public string? TenureStart { get; set; }

    public double? MinimumTenureInDays { get; set; }

    public FormulaCohortDocument? Cohort { get; set; }
}

/// <summary>What a formula value calculator learned, in JSON.</summary>
internal sealed class FormulaCohortDocument
{
    public OriginDocument? Origin { get; set; }

    public double? OrderValue { get; set; }

    public double? Frequency { get; set; }

    public double? Lifespan { get; set; }

    public double? ChurnRate { get; set; }

    public double? MarginRate { get; set; }
}

/// <summary>What a quadrant map looks like in JSON, version 1.</summary>
internal sealed class ValueQuadrantMapDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? CurrentLineFrom { get; set; }

    public double? CurrentLine { get; set; }

    public string? PotentialLineFrom { get; set; }

    public double? PotentialLine { get; set; }

    public OriginDocument? Origin { get; set; }
}
