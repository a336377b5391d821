using StoreBackend.Endpoints;

namespace StoreBackend.Reports;

/// <summary>The language of a page: what the query says (?lang=zh), or else what the reader's browser prefers, or else English.</summary>
public static class ReportLanguage
{
    public static readonly string[] All = ["en", "zh"];

    /// <summary>The language; null, and an error, where the query names one that there is not.</summary>
    public static string? Of(HttpRequest request, FieldErrors errors)
    {
        if (request.Query.TryGetValue("lang", out var asked))
        {
            if (Known(asked.ToString()) is { } named)
                return named;
            errors.Add("lang", asked.ToString(), $"one of {string.Join(", ", All)}, or left out for the language that the browser prefers");
            return null;
        }

        return request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Where(language => language.Quality is not 0).Select(language => Known(language.Value.ToString())).FirstOrDefault(language => language is not null)
            ?? All[0];
    }

    private static string? Known(string tag) => Array.Find(
        All, language => tag.Equals(language, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase));
}
