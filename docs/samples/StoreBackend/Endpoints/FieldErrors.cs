namespace StoreBackend.Endpoints;

/// <summary>What is wrong with a request: field, value, and what is allowed.</summary>
public sealed class FieldErrors
{
    private const int LongestShown = 100;
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool Any => _errors.Count > 0;

    public void Add(string field, object? value, string allowed)
    {
        _errors[field] = [$"{field} is {Shortened($"{value}")}; it must be {allowed}."];
    }

    /// <summary>As much of a text as an answer repeats.</summary>
    public static string Shortened(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "...";

    public IResult ToProblem() => Results.ValidationProblem(_errors, title: "The request cannot be used.");
}
