using MemberValue.Members;

namespace MemberValue.Parts;

/// <summary>The results of the parts so far: columns of the members, and results about the base as a whole.</summary>
internal sealed class PartResults(MemberColumns members)
{
    private readonly List<ColumnValues> _given = new(10); // of all parts
    private List<object>? _wholes;
    private MemberColumns? _columns;

    /// <summary>The members as given.</summary>
    public MemberColumns Members { get; private set; } = members;

    /// <summary>The members with the columns of the parts; a column that they already had is unchanged.</summary>
    public MemberColumns Columns => _columns ??= Members.WithMissing(_given);

    /// <summary>Adds a column: one value per member, in row order.</summary>
    public void Give<T>(MemberColumn<T> key, T[] values, ColumnNote? note = null)
    {
        _given.Add(new ColumnValues<T>(key, values, -Members.Start, note));
        _columns = null;
    }

    /// <summary>A column as a part computed it, regardless of what the members had; null when none did.</summary>
    public ColumnValues<T>? Find<T>(MemberColumn<T> key)
    {
        foreach (var column in _given)
        {
            if (column is ColumnValues<T> values && column.Key.Equals(key))
                return values;
        }

        return null;
    }

    /// <summary>Adds a result about the base as a whole.</summary>
    public void Put(object whole) => (_wholes ??= []).Add(whole);

    public T? Whole<T>()
        where T : class => _wholes?.OfType<T>().FirstOrDefault();

    /// <summary>Sets the members' earlier snapshot.</summary>
    public void SetEarlier(MemberColumns earlier, ReadOnlySpan<int> rows)
    {
        Members = Members.WithEarlier(earlier, rows);
        _columns = null;
    }
}

/// <summary>The findings of the parts about one member; explanations are created on first access.</summary>
internal sealed class MemberFindings(PartResults results, int index, IReadOnlyList<AppliedPart> parts, MemberRow row)
{
    private object?[] _explanations = [];

    public PartResults Results => results;

    public int Index => index;

    public MemberRow Row => row;

    /// <summary>A part's value of the member.</summary>
    public bool TryValue<T>(MemberColumn<T> key, out T value)
    {
        var column = results.Find(key);
        value = column is null ? default! : column.Span(results.Members.Start + index, 1)[0];
        return column is not null;
    }

    /// <summary>The note of a column.</summary>
    public ColumnNote? Note<T>(MemberColumn<T> key) => results.Find(key)?.Note;

    /// <summary>The explanation of a type, which is that of one part.</summary>
    public T? Explanation<T>()
        where T : class
    {
        var known = Volatile.Read(ref _explanations);
        foreach (var explanation in known)
        {
            if (explanation is T found)
                return found;
        }

        while (known.Length < parts.Count)
        {
            var next = parts[known.Length].Explain(this);
            known = [.. known, next];
            Volatile.Write(ref _explanations, known); // another thread may create one at the same time; both are equal
            if (next is T found)
                return found;
        }

        return null;
    }

    /// <summary>The sentences of all parts, in the order of the list of parts.</summary>
    public IEnumerable<(string About, Text Text)> Reasons() => parts.SelectMany(part => part.Reasons(this));
}
