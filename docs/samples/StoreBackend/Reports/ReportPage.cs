using System.Security.Cryptography;
using System.Text;
using MemberValue.Reporting;
using Microsoft.Net.Http.Headers;

namespace StoreBackend.Reports;

/// <summary>A page as it is answered: under the policy that it carries, and not sent again to a reader who has it.</summary>
public static class ReportPage
{
    /// <summary>Names a page by its content.</summary>
    public static string TagOf(string html) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)).AsSpan(0, 16));

    /// <summary>The answer; 304 without a body where the reader's copy is still good.</summary>
    public static IResult Answer(HttpResponse response, string html, string language, string tag, DateTime? madeAt)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = MemberReport.ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "private, no-cache"; // may be kept, and is asked about each time
        headers.ContentLanguage = language == "zh" ? "zh-CN" : language;
        headers.Vary = HeaderNames.AcceptLanguage;
        DateTimeOffset? modified = madeAt is { } time ? new DateTimeOffset(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)), TimeSpan.Zero) : null;
        return Results.Bytes(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", null, false, modified, new EntityTagHeaderValue($"\"{tag}\""));
    }
}
