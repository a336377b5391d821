namespace MemberValue.Common;

/// <summary>A result that says for itself how it stands in JSON, since its properties alone would not: it has keys, columns, cells or a matrix in it.</summary>
internal interface IWritesJson
{
    /// <summary>Writes the result as one JSON value.</summary>
    void WriteJson(ResultWriter to);
}
