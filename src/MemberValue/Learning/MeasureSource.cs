using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>Measures and columns by name, of members or of rows that need not be members. Allocates nothing.</summary>
internal readonly struct MeasureSource
{
    private readonly MemberColumns? _columns;
    private readonly FeatureTable? _values;

    public MeasureSource(MemberColumns columns) => _columns = columns;

    public MeasureSource(FeatureTable values) => _values = values;

    /// <summary>Refuses a name that there is not, or that has no numbers.</summary>
    /// <exception cref="ArgumentException">The name is not a column of the table, has texts, or is that of a measure and of a column.</exception>
    /// <exception cref="InvalidOperationException">A column of the members was not fed.</exception>
    public void Require(string name)
    {
        if (_columns is not null)
            MeasureReader.Require(_columns, name);
        else
            _values!.Column(name);
    }

    /// <summary>The numbers of some rows, as <see cref="MeasureReader.Read"/> gives them.</summary>
    public ReadOnlySpan<double> Read(string name, int start, Span<double> buffer) => _columns is not null
        ? MeasureReader.Read(_columns, name, start, buffer)
        : _values!.Column(name).Slice(start, buffer.Length);
}
