using System.Text.Json;
using MemberValue.Assessment;
using MemberValue.Tests.Assessment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberValue.Tests.DependencyInjection;

/// <summary>Containers and configurations for tests.</summary>
internal static class Containers
{
    private static readonly ServiceProviderOptions Strict = new() { ValidateOnBuild = true, ValidateScopes = true };

    public static ServiceProvider Built(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider(Strict);
    }

    /// <summary>All parts, with every rule that needs another part.</summary>
    public static MemberValueBuilder AddEverything(this MemberValueBuilder builder)
    {
        var options = Shop.Everything();
        return builder
            .AddRfm()
            .AddLifecycle(lifecycle => lifecycle.Method = options.Lifecycle!.Method)
            .AddClv(clv => (clv.AnnualDiscountRate, clv.MarginRate) = (0.15, 0.3))
            .AddChurn(churn =>
            {
                (churn.Overdue, churn.FrequencyDrop, churn.Probability) = (options.Churn!.Overdue, options.Churn.FrequencyDrop, options.Churn.Probability);
                (churn.RfmLevel, churn.RfmFall, churn.StageEntered) = (options.Churn.RfmLevel, options.Churn.RfmFall, options.Churn.StageEntered);
            });
    }

    /// <summary>What a host does first.</summary>
    public static void Start(this IServiceProvider provider) => provider.GetRequiredService<IStartupValidator>().Validate();

    /// <summary>A configuration of an appsettings text.</summary>
    public static IConfigurationRoot Configuration(string json)
    {
        var values = new Dictionary<string, string?>();
        using var document = JsonDocument.Parse(json);
        Add(document.RootElement, "");
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();

        void Add(JsonElement element, string path)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    if (path.Length > 0 && !element.EnumerateObject().Any())
                        values[path] = null; // as the JSON provider has it: the section is there, and empty
                    foreach (var property in element.EnumerateObject())
                        Add(property.Value, path.Length == 0 ? property.Name : $"{path}:{property.Name}");
                    break;
                case JsonValueKind.Array:
                    var index = 0;
                    foreach (var item in element.EnumerateArray())
                        Add(item, FormattableString.Invariant($"{path}:{index++}"));
                    break;
                default:
                    values[path] = element.ToString();
                    break;
            }
        }
    }
}
