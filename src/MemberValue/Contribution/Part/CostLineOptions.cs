using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Contribution;

/// <summary>A kind of cost as configuration names it; see <see cref="CostLine"/>.</summary>
public sealed class CostLineOptions
{
    /// <summary>What the cost is called in sentences: a <see cref="Text"/>, in configuration a string per language tag; English is required.</summary>
    public IReadOnlyDictionary<string, string>? Label { get; set; }

    /// <summary>
    /// The measure or column that the cost is a multiple of: a column of costs, a column of money that the cost is a share of, or the number of an activity
    /// such as <c>Orders</c>. Null: the same cost for every member.
    /// </summary>
    public string? Measure { get; set; }

    /// <summary>The cost per unit of the measure (a share of money, money per order), or per member; finite, 0 or more. 1 by default.</summary>
    public double Cost { get; set; } = 1;

    /// <summary>The finite value that stands for a missing one of the measure; null by default: a member without a value has no profit.</summary>
    public double? MissingAs { get; set; }

    internal CostLine ToLine()
    {
        if (Label is null)
            throw OptionError.Of(this, nameof(Label), null, "it must have a text in English");
        var label = Text.Of("").Over(Label, $"{nameof(CostLineOptions)}.{nameof(Label)}");
        if (string.IsNullOrWhiteSpace(label.English))
            throw OptionError.Of(this, nameof(Label), "without English", "it must have a text in English");
        if (Measure is not null && string.IsNullOrWhiteSpace(Measure))
            throw OptionError.Of(this, nameof(Measure), $"'{Measure}'", "it must be the name of a measure or column, or null");
        OptionError.Require(this, nameof(Cost), Cost, NumberRange.ZeroOrMore);
        OptionError.RequireIfGiven(this, nameof(MissingAs), MissingAs, NumberRange.Finite);
        var line = Measure is null ? CostLine.PerMember(label, Cost) : CostLine.PerUnit(label, Cost, Measure);
        return line with { MissingAs = MissingAs };
    }
}
