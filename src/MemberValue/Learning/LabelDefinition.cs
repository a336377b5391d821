using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;

namespace MemberValue.Learning;

/// <summary>
/// What a label "yes" means and how many days it looks ahead. What is fitted to a table of features keeps the table's definition, and a classifier or
/// calibration refuses a table whose definition differs from its own.
/// </summary>
/// <param name="Text">The meaning, such as <c>no purchase in the next 90 days</c>; not empty.</param>
/// <param name="HorizonDays">How many days ahead the label looks, 1 or more; null where it has no horizon.</param>
public sealed record LabelDefinition(string Text, int? HorizonDays = null)
{
    /// <summary>The meaning, such as <c>no purchase in the next 90 days</c>; not empty.</summary>
    /// <exception cref="ArgumentException">Empty.</exception>
    public string Text { get; init => field = Named(value); } = Named(Text);

    /// <summary>How many days ahead the label looks, 1 or more; null where it has no horizon.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? HorizonDays { get; init => field = Ahead(value); } = Ahead(HorizonDays);

    /// <summary>The meaning.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>The meaning of the labels of a fit; null where not known.</summary>
    internal static LabelDefinition? Of(FitOrigin? origin) => origin switch
    {
        { Label: { } text } => new LabelDefinition(text, origin.HorizonDays),
        { HorizonDays: { } days } => new LabelDefinition(FormattableString.Invariant($"yes within {days} days"), days),
        _ => null,
    };

    /// <summary>Throws where a label differs from the one fitted to; allocates nothing where they agree or one is not known.</summary>
    internal static void Require(string? fittedText, int? fittedDays, LabelDefinition? asked, string parameter)
    {
        if (asked is null || ((fittedDays is null || asked.HorizonDays is null || fittedDays == asked.HorizonDays)
            && (fittedText is null || fittedText == asked.Text)))
            return;
        throw Error.Argument(
            $"It was fitted to the label '{fittedText ?? "?"}' ({Days(fittedDays)}), and the label asked for is '{asked.Text}' "
                + $"({Days(asked.HorizonDays)}): both must be the same.",
            parameter);
    }

    internal static void Require(LabelDefinition? fitted, LabelDefinition? asked, string parameter) =>
        Require(fitted?.Text, fitted?.HorizonDays, asked, parameter);

    private static string Days(int? days) => days is { } known ? FormattableString.Invariant($"{known} days ahead") : "no horizon";

    private static string Named(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, nameof(Text));
        return text;
    }

    private static int? Ahead(int? days) => days is null or >= 1
        ? days
        : throw Error.OutOfRange(nameof(HorizonDays), $"The horizon of a label is {days} days and must be 1 or more, or null for none.");
}
