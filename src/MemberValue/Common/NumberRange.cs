namespace MemberValue.Common;

/// <summary>The numbers that are allowed, and the words for them, which follow "must be".</summary>
/// <param name="Words">Such as <c>a finite number above 0</c>.</param>
/// <param name="Holds">Whether a number is allowed. It is also called with numbers that are not finite.</param>
internal sealed record NumberRange(string Words, Func<double, bool> Holds)
{
    public static NumberRange Finite { get; } = new("a finite number", double.IsFinite);

    public static NumberRange AboveZero { get; } = new("a finite number above 0", value => value > 0 && value <= double.MaxValue);

    public static NumberRange ZeroOrMore { get; } = new("a finite number of 0 or more", value => value >= 0 && value <= double.MaxValue);

    public static NumberRange Share { get; } = new("0 to 1", value => value >= 0 && value <= 1);

    public static NumberRange Inside { get; } = new("above 0 and below 1", value => value > 0 && value < 1);

    public static NumberRange ShareAboveZero { get; } = new("above 0 and at most 1", value => value > 0 && value <= 1);

    public static NumberRange Between(double least, double most) =>
        new(FormattableString.Invariant($"{least} to {most}"), value => value >= least && value <= most);
}
