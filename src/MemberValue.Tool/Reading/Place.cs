using MemberValue.Members;

namespace MemberValue.Tool.Reading;

/// <summary>A line of a file.</summary>
/// <param name="File">The file's name as the user gave it.</param>
/// <param name="FileNumber">The file's place among all files.</param>
/// <param name="Line">The line, from 1; that of the header is 1.</param>
internal readonly record struct Place(string File, int FileNumber, int Line) : IComparable<Place>
{
    public int CompareTo(Place other) => (FileNumber, Line).CompareTo((other.FileNumber, other.Line));

    public string English(string column, bool afterComma = false) => $"{(afterComma ? "" : $"{File}, ")}line {Line}: {column}";

    public string Chinese(string column) => $"{File} 第{Line}行：{column}";

    /// <summary>An error about the text of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="text">What stands there.</param>
    /// <param name="why">What is wrong, as the end of a sentence.</param>
    public UserError Error(string column, string text, Text why)
    {
        var shown = text.Length <= 60 ? text : text[..60] + "...";
        return new UserError(
            text.Length == 0 ? $"{English(column)} {why.English}." : $"{English(column)} is '{shown}', which {why.English}.",
            text.Length == 0 ? $"{Chinese(column)}{why.Chinese}。" : $"{Chinese(column)}是“{shown}”，{why.Chinese}。");
    }
}
