using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// Options that every built-in rule has besides its limits. A plain class that configuration can bind; checked and copied when a rule is created from it.
/// </summary>
public abstract class ChurnRuleOptions
{
    private protected ChurnRuleOptions(string id) => Id = id;

    /// <summary>What the rule is called; not empty. The kind of rule by default: change it for a rule that is given twice with different limits.</summary>
    public string Id { get; set; }

    /// <summary>
    /// The sentence of a signal, with places for values such as <c>No visit for {value} (warning level: {limit}).</c>: a <see cref="Text"/>, in
    /// configuration a string per language tag. For a language that is not given the library's own sentence is used. Null, the default, for the library's
    /// own. Every built-in rule fills
    /// <c>{value}</c> and <c>{limit}</c>, with their units; the documentation of each rule names its others.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Sentence { get; set; }

    internal ChurnRuleOptions Copy() => (ChurnRuleOptions)MemberwiseClone();

    internal Text Checked(Text standard, IReadOnlyList<string> places)
    {
        if (string.IsNullOrWhiteSpace(Id))
            throw Wrong(nameof(Id), $"'{Id}'", "it must not be empty");
        var option = $"{GetType().Name}.{nameof(Sentence)}";
        var sentence = standard.Over(Sentence, option);
        sentence.CheckPlaces(option, places);
        return sentence;
    }

    internal void CheckDays(double days, string name)
    {
        if (!(days > 0 && days <= double.MaxValue))
            throw Wrong(name, days, "it must be a finite number of days above 0");
    }

    internal void CheckSeverity(double? severity, string name)
    {
        if (severity is { } given && !(given > 0 && given <= 1))
            throw Wrong(name, given, "it must be above 0 and at most 1");
    }

    internal ArgumentException Wrong(ErrorText name, object value, ErrorText allowed) =>
        OptionError.Of(this, name, value, allowed);
}
