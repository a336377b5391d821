using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace StoreBackend.Endpoints;

/// <summary>Who may write.</summary>
public sealed class WriteKeyOptions
{
    public const int Shortest = 16;

    /// <summary>What a request that writes has to carry, as <c>Authorization: Bearer KEY</c>: at least 16 characters. Empty: everybody may write.</summary>
    public string Key { get; set; } = "";
}

/// <summary>
/// Asks for the key at every request that is not a mere question: any method but GET, HEAD and OPTIONS, so that an endpoint that is added later is behind it.
/// Without a key in the settings everybody may write, and a warning says so.
/// </summary>
public static class WriteKey
{
    private const string Scheme = "Bearer ";

    public static IServiceCollection AddWriteKey(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WriteKeyOptions>().Bind(configuration.GetSection("Api"))
            .Validate(
                options => options.Key.Length is 0 or >= WriteKeyOptions.Shortest,
                $"Api:Key is shorter than {WriteKeyOptions.Shortest} characters; it must have at least as many, or be empty for no key.")
            .ValidateOnStart();
        return services;
    }

    public static void UseWriteKey(this WebApplication app)
    {
        var key = app.Services.GetRequiredService<IOptions<WriteKeyOptions>>().Value.Key;
        if (key.Length == 0)
        {
            app.Logger.LogWarning("Api:Key is not set: whoever reaches this address can write orders, forget members and begin runs.");
            return;
        }

        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        app.Use(async (context, next) =>
        {
            var method = context.Request.Method;
            if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || Carries(context.Request, expected))
            {
                await next(context);
                return;
            }

            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Results.Problem("Send the key of the settings as 'Authorization: Bearer KEY'.", title: "A key is needed to write.",
                statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
        });
    }

    /// <summary>Compares hashes of equal length, in a time that does not depend on where they differ.</summary>
    private static bool Carries(HttpRequest request, byte[] expected)
    {
        var given = request.Headers.Authorization.ToString();
        var key = given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? given[Scheme.Length..].Trim() : "";
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), expected);
    }
}
