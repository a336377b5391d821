using System.Globalization;

namespace MemberValue.Members;

/// <summary>
/// The id of an order: a text or a whole number, or none (<c>default</c>). Converts implicitly from <see cref="string"/> (null or empty is
/// none), <see cref="long"/> and <see cref="Guid"/> (which becomes text). Texts compare by their characters.
/// </summary>
public readonly record struct OrderId
{
    private static readonly string NumberTag = new('#', 1); // a separate object: no text from outside is this reference

    private readonly string? _text;
    private readonly long _number;

    private OrderId(string? text, long number)
    {
        _text = text;
        _number = number;
    }

    /// <summary>Whether there is an id.</summary>
    public bool HasValue => _text is not null;

    internal string? Text => IsNumber ? null : _text;

    internal bool IsNumber => ReferenceEquals(_text, NumberTag);

    internal long Number => _number;

    /// <summary>An id that is a text.</summary>
    /// <param name="id">The text; null or empty is no id.</param>
    public static implicit operator OrderId(string? id) => new(string.IsNullOrEmpty(id) ? null : id, 0);

    /// <summary>An id that is a number.</summary>
    /// <param name="id">The number; 0 is an id.</param>
    public static implicit operator OrderId(long id) => new(NumberTag, id);

    /// <summary>An id that is a GUID, kept as its 32 digits.</summary>
    /// <param name="id">The GUID.</param>
    public static implicit operator OrderId(Guid id) => new(id.ToString("N"), 0);

    /// <summary>An id that is a text.</summary>
    /// <param name="id">The text; null or empty is no id.</param>
    /// <returns>The id.</returns>
    public static OrderId FromString(string? id) => id;

    /// <summary>An id that is a number.</summary>
    /// <param name="id">The number.</param>
    /// <returns>The id.</returns>
    public static OrderId FromInt64(long id) => id;

    /// <summary>An id that is a GUID.</summary>
    /// <param name="id">The GUID.</param>
    /// <returns>The id.</returns>
    public static OrderId FromGuid(Guid id) => id;

    /// <summary>Whether both are the same id; a number and the text of its digits are not.</summary>
    /// <param name="other">The other id.</param>
    /// <returns><see langword="true"/> for equal ids, and for two that are not ids.</returns>
    public bool Equals(OrderId other) =>
        _number == other._number && IsNumber == other.IsNumber && (IsNumber || string.Equals(_text, other._text, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => IsNumber || _text is null ? _number.GetHashCode() : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <summary>The id as text; empty for none.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsNumber ? _number.ToString(CultureInfo.InvariantCulture) : _text ?? "";
}
