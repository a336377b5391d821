using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// How long members waited after their k-th purchase, over a whole base: completed gaps, which ended with the next purchase, and open ones, which had not
/// ended by the window's last cell. Gaps after the <see cref="Ordinals"/>-th and every later purchase are counted together.
/// </summary>
/// <remarks>Histograms of bases without a member in common add up with <see cref="Merge"/>; builders handle members in common. Not thread-safe while it is
/// written; a table's own is no longer written.</remarks>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class GapHistogram : IWritesJson
{
    private const int Dense = 1_024; // gaps below this are counted in an array: nearly all day and week gaps

    private readonly Counter[] _completed;
    private readonly Counter[] _open;

    internal GapHistogram(int ordinals)
    {
        _completed = new Counter[ordinals];
        _open = new Counter[ordinals];
        for (var i = 0; i < ordinals; i++)
        {
            _completed[i] = new Counter();
            _open[i] = new Counter();
        }
    }

    /// <summary>How many ordinals are kept apart; the last one stands for itself and all after it.</summary>
    public int Ordinals => _completed.Length;

    /// <summary>
    /// Completed gaps that are in the members' numbers but not in this histogram: 0 unless summaries were added one by one
    /// (<see cref="MemberState.IsSummary"/>), which do not keep the lengths of gaps after the <see cref="Ordinals"/>-th.
    /// </summary>
    public long Unrecorded { get; internal set; }

    internal long CompletedCount => _completed.Sum(counter => counter.ToList().Sum(gap => gap.Count));

    /// <summary>Completed gaps after the k-th purchase, shortest first.</summary>
    /// <param name="ordinal">k, from 1 to <see cref="Ordinals"/>; the last stands for all later ones too.</param>
    /// <returns>Length in cells and number of gaps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such ordinal.</exception>
    public IReadOnlyList<GapCount> Completed(int ordinal) => At(_completed, ordinal).ToList();

    /// <summary>Gaps after the k-th purchase that were still open at the window's last cell, shortest first.</summary>
    /// <param name="ordinal">k, from 1 to <see cref="Ordinals"/>; the last stands for all later ones too.</param>
    /// <returns>Length in cells so far and number of gaps.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such ordinal.</exception>
    public IReadOnlyList<GapCount> Open(int ordinal) => At(_open, ordinal).ToList();

    /// <summary>The sum of two histograms of bases that have no member in common.</summary>
    /// <param name="other">Another histogram with as many ordinals.</param>
    /// <returns>A new histogram.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The numbers of ordinals differ.</exception>
    public GapHistogram Merge(GapHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Ordinals != Ordinals)
            throw Error.Argument($"The other histogram keeps {other.Ordinals} ordinals apart, this one {Ordinals}.", nameof(other));
        var sum = new GapHistogram(Ordinals);
        sum.Add(this);
        sum.Add(other);
        return sum;
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, gaps) =>
    {
        to.Items(nameof(Completed), gaps._completed, static (to, counter) => Write(to, counter));
        to.Items(nameof(Open), gaps._open, static (to, counter) => Write(to, counter));
        to.Property(nameof(Unrecorded), gaps.Unrecorded);
    });

    private static void Write(ResultWriter to, Counter counter) => to.List(counter.ToList(), static (to, gap) => to.Object(gap, static (to, gap) =>
    {
        to.Property(nameof(gap.Gap), gap.Gap);
        to.Property(nameof(gap.Count), gap.Count);
    }));

    internal void Add(GapHistogram other)
    {
        for (var i = 0; i < Ordinals; i++)
        {
            _completed[i].Add(other._completed[i]);
            _open[i].Add(other._open[i]);
        }

        Unrecorded += other.Unrecorded;
    }

    /// <summary>A difference of cells that may have exceeded the range of an int (with instants, after 68 years), clamped to it.</summary>
    internal static int Length(int difference) => difference < 0 ? int.MaxValue : difference;

    internal void AddCompleted(int ordinal, int gap, long count = 1) => _completed[Math.Min(ordinal, Ordinals) - 1].Add(Length(gap), count);

    internal void AddOpen(int ordinal, int gap, long count = 1) => _open[Math.Min(ordinal, Ordinals) - 1].Add(Length(gap), count);

    private Counter At(Counter[] counters, int ordinal)
    {
        if (ordinal < 1 || ordinal > Ordinals)
            throw Error.OutOfRange(nameof(ordinal), $"The ordinal is {ordinal} and must be 1 to {Ordinals}.");
        return counters[ordinal - 1];
    }

    private sealed class Counter
    {
        private readonly Dictionary<int, long> _long = [];
        private long[]? _short;

        public void Add(int gap, long count)
        {
            if (gap < Dense)
                (_short ??= new long[Dense])[gap] += count;
            else
                _long[gap] = _long.GetValueOrDefault(gap) + count;
        }

        public void Add(Counter other)
        {
            if (other._short is not null)
            {
                _short ??= new long[Dense];
                for (var gap = 0; gap < Dense; gap++)
                    _short[gap] += other._short[gap];
            }

            foreach (var (gap, count) in other._long)
                Add(gap, count);
        }

        public List<GapCount> ToList()
        {
            var list = new List<GapCount>();
            for (var gap = 0; gap < (_short?.Length ?? 0); gap++)
            {
                if (_short![gap] > 0)
                    list.Add(new GapCount(gap, _short[gap]));
            }

            list.AddRange(_long.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).Select(pair => new GapCount(pair.Key, pair.Value)));
            return list;
        }
    }

    /// <summary>How many gaps there are, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{CompletedCount} completed gaps, {Ordinals} ordinals apart");
}

/// <summary>How many gaps have one length.</summary>
/// <param name="Gap">The length in cells; int.MaxValue for any longer one.</param>
/// <param name="Count">The number of gaps.</param>
public readonly record struct GapCount(int Gap, long Count)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Gap = {Gap}, Count = {Count}");
}
