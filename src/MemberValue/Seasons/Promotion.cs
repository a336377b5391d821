using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Seasons;

/// <summary>Days of a calendar that the shop makes itself: a sale, a festival. Several with one name share one factor: name "11.11" once for each year.
/// Immutable.</summary>
public sealed record Promotion
{
    /// <summary>Creates a promotion.</summary>
    /// <param name="name">What it is called; not empty.</param>
    /// <param name="first">Its first day, from 1901 on.</param>
    /// <param name="last">Its last day, not before the first and at most in 2099.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or the days are out of order or range.</exception>
    public Promotion(string name, DateOnly first, DateOnly last)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (first < SeasonClock.First || last > SeasonClock.Last || last < first)
        {
            throw Error.Argument(
                $"The promotion '{name}' lasts from {first} through {last}; it must begin in 1901 or later, not end before it begins, and end by 2099.",
                nameof(last));
        }

        (Name, First, Last) = (name, first, last);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The first day.</summary>
    public DateOnly First { get; }

    /// <summary>The last day, which belongs to it.</summary>
    public DateOnly Last { get; }

    /// <summary>How many days it lasts.</summary>
    [JsonIgnore]
    public int Days => Last.DayNumber - First.DayNumber + 1;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Name = {Name}, First = {First}, Last = {Last}");
}
