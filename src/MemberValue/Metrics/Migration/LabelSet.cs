using System.Runtime.CompilerServices;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>A list of distinct labels, and the position of a label in it: found by a table for enumerations and whole numbers, else by a
/// dictionary.</summary>
internal sealed class LabelSet<TLabel>
{
    /// <summary>The most labels: a migration holds three numbers for each pair of them, 25 MB at this limit.</summary>
    public const int Most = 1_024;

    private const int TableLimit = 1 << 16;
    private const int Recent = 256;

    private readonly IEqualityComparer<TLabel> _comparer;
#pragma warning disable CS8714 // null labels are kept apart
    private readonly Dictionary<TLabel, int> _places;
#pragma warning restore CS8714
    private readonly int _placeOfNull = -1;
    private readonly ulong _first;
    private readonly short[]? _table; // by bits - _first; -1 for no label

    public LabelSet(IReadOnlyList<TLabel> labels, IEqualityComparer<TLabel>? comparer)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count is 0 or > Most)
            throw Error.Argument($"There are {labels.Count} labels; there must be 1 to {Most}.", nameof(labels));
        _comparer = comparer ?? EqualityComparer<TLabel>.Default;
        _places = new(_comparer!);
        var list = new TLabel[labels.Count];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = labels[i];
            var added = list[i] is null ? _placeOfNull < 0 : _places.TryAdd(list[i], i);
            if (!added)
                throw Error.Argument($"The label '{LabelText.Of(list[i])}' is given twice.", nameof(labels));
            if (list[i] is null)
                _placeOfNull = i;
        }

        Labels = Array.AsReadOnly(list);
        if (!IsWholeNumber || comparer is not null && comparer != EqualityComparer<TLabel>.Default)
            return;
        _first = list.Min(Bits);
        var span = list.Max(Bits) - _first;
        if (span >= TableLimit)
            return;
        _table = new short[(int)span + 1];
        Array.Fill(_table, (short)-1);
        for (var i = 0; i < list.Length; i++)
            _table[(int)(Bits(list[i]) - _first)] = (short)i;
    }

    public IReadOnlyList<TLabel> Labels { get; }

    public int Count => Labels.Count;

    private static bool IsWholeNumber => typeof(TLabel).IsEnum || typeof(TLabel) == typeof(int) || typeof(TLabel) == typeof(byte)
        || typeof(TLabel) == typeof(short) || typeof(TLabel) == typeof(long) || typeof(TLabel) == typeof(char);

    /// <summary>The position of a label, -1 for none.</summary>
    public int Find(TLabel label) => label is null ? _placeOfNull : _places.GetValueOrDefault(label, -1);

    /// <summary>The position of a label that the caller gave.</summary>
    public int PlaceOf(TLabel label, string parameter) =>
        Find(label) is >= 0 and var place ? place : throw new ArgumentException(Unknown(label, ""), parameter);

    /// <summary>The position of each member's label.</summary>
    public ushort[] PlacesOf<TKey>(MemberResults<TKey, TLabel> results, string parameter)
        where TKey : notnull
    {
        var places = new ushort[results.Count];
        var stranger = _table is not null ? ByTable(results.Values, places) : typeof(TLabel).IsValueType ? ByValue(results.Values, places)
            : ByReference(results.Values, places);
        if (stranger >= 0)
            throw Error.Argument(Unknown(results.Values[stranger], FormattableString.Invariant($" of the member '{results.Keys[stranger]}'")), parameter);
        return places;
    }

    /// <summary>Whether two sets have the same labels in the same order.</summary>
    public bool IsSame(LabelSet<TLabel> other) => ReferenceEquals(this, other) || Labels.SequenceEqual(other.Labels, _comparer);

    private int ByTable(ReadOnlySpan<TLabel> labels, ushort[] places)
    {
        var table = _table!;
        for (var i = 0; i < labels.Length; i++)
        {
            var at = Bits(labels[i]) - _first;
            var place = at < (ulong)table.Length ? table[at] : -1;
            if (place < 0)
                return i;
            places[i] = (ushort)place;
        }

        return -1;
    }

    private int ByValue(ReadOnlySpan<TLabel> labels, ushort[] places)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var place = Find(labels[i]);
            if (place < 0)
                return i;
            places[i] = (ushort)place;
        }

        return -1;
    }

    /// <summary>Classifiers give the same few objects again and again: an object seen a moment ago is known without hashing its contents.</summary>
    private int ByReference(ReadOnlySpan<TLabel> labels, ushort[] places)
    {
        var recent = new object?[Recent];
        var placeOfRecent = new int[Recent];
        for (var i = 0; i < labels.Length; i++)
        {
            object? label = labels[i];
            var slot = RuntimeHelpers.GetHashCode(label) & (Recent - 1);
            if (label is null || !ReferenceEquals(recent[slot], label))
            {
                placeOfRecent[slot] = Find(labels[i]);
                recent[slot] = label;
                if (placeOfRecent[slot] < 0)
                    return i;
            }

            places[i] = (ushort)placeOfRecent[slot];
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(TLabel label) => Unsafe.SizeOf<TLabel>() switch
    {
        1 => Unsafe.As<TLabel, byte>(ref label),
        2 => Unsafe.As<TLabel, ushort>(ref label),
        4 => Unsafe.As<TLabel, uint>(ref label),
        _ => Unsafe.As<TLabel, ulong>(ref label),
    };

    private string Unknown(TLabel label, string whose) =>
        $"The label '{LabelText.Of(label)}'{whose} is not among the labels: "
            + $"{string.Join(", ", Labels.Take(12).Select(LabelText.Of))}{(Count > 12 ? ", ..." : "")}.";
}
