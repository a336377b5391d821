namespace MemberValue.Churn;

/// <summary>What every built-in rule is told besides its limits. A plain class that configuration can bind; checked and copied when a rule is made of it.</summary>
public abstract class ChurnRuleOptions
{
    private protected ChurnRuleOptions(string id) => Id = id;

    /// <summary>What the rule is called; not empty. The kind of rule by default: give another name to a rule that stands twice with two limits.</summary>
    public string Id { get; set; }

    /// <summary>The sentences of a signal; null, the default, for those of the library.</summary>
    public ChurnSentence? Sentence { get; set; }

    internal ChurnRuleOptions Copy() => (ChurnRuleOptions)MemberwiseClone();

    internal ChurnSentence Checked(ChurnSentence standard, IReadOnlyList<string> places)
    {
        if (string.IsNullOrWhiteSpace(Id))
            throw Wrong(nameof(Id), $"'{Id}'", "it must not be empty");
        Sentence?.Check($"{GetType().Name}.{nameof(Sentence)}", places);
        return Sentence ?? standard;
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

    internal ArgumentException Wrong(string name, object value, string allowed) =>
        new(FormattableString.Invariant($"{GetType().Name}.{name} is {value}; {allowed}."), "options");
}
