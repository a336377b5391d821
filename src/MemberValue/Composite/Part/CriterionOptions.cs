using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>A criterion as configuration names it; see <see cref="Criterion"/>.</summary>
public sealed class CriterionOptions
{
    /// <summary>A name of <see cref="Measures"/>, or of a column that holds numbers, flags, dates or cells; required.</summary>
    public string? Name { get; set; }

    /// <summary>Whether less is better. False by default.</summary>
    public bool IsCost { get; set; }

    /// <summary>Whether the logarithm is used, for counts and money. False by default.</summary>
    public bool IsLogged { get; set; }

    /// <summary>The finite value that stands for a missing one; null by default: a member without a value has no score.</summary>
    public double? MissingAs { get; set; }

    /// <summary>How much it counts where weights are given; finite, 0 or more. 1 by default. Weights are divided by their sum.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>What it is called in sentences: a <see cref="Text"/>, in configuration a string per language tag. Null for the library's words.</summary>
    public IReadOnlyDictionary<string, string>? Label { get; set; }

    internal Criterion ToCriterion()
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw OptionError.Of(this, nameof(Name), $"'{Name}'", "it must be the name of a measure or column");
        OptionError.RequireIfGiven(this, nameof(MissingAs), MissingAs, NumberRange.Finite);
        OptionError.Require(this, nameof(Weight), Weight, NumberRange.ZeroOrMore);
        return new Criterion(Name, IsCost)
        {
            IsLogged = IsLogged,
            MissingAs = MissingAs,
            Label = Measures.Label(Name).Over(Label, $"{nameof(CriterionOptions)}.{nameof(Label)}"),
        };
    }
}
