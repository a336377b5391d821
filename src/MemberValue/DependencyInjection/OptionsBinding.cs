using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Binds sections by generated code, without reflection. A key that no option has is an error, and so is a value that cannot be read; a list takes the place of
/// what was there, so that binding twice is binding once.
/// </summary>
internal static class OptionsBinding
{
    private static readonly TimeUnit[] Units = [TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month, TimeUnit.Year];

    public static void Bind(IConfiguration section, RfmOptions options)
    {
        Forget(section, "Thresholds:RecencyInDays", () => options.Thresholds.RecencyInDays = []);
        Forget(section, "Thresholds:FrequencyThresholds", () => options.Thresholds.FrequencyThresholds = []);
        Forget(section, "Thresholds:MonetaryThresholds", () => options.Thresholds.MonetaryThresholds = []);
        Named(section, nameof(RfmOptions), () => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true));
    }

    public static void Bind(IConfiguration section, LifecycleOptions options)
    {
        Named(section, nameof(LifecycleOptions), () =>
        {
            if (section["Preset"] is { Length: > 0 } preset && Enum.TryParse<StagePreset>(preset, ignoreCase: true, out var known))
                options.Preset = known; // before the single thresholds, in whatever order the section has them
            Forget(section, "Thresholds:Limits", () => options.Thresholds.Limits = null);
            Forget(section, "LearnedLimits:ClassesFrom", () => options.LearnedLimits.ClassesFrom = null);
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        });
    }

    public static void Bind(IConfiguration section, ClvOptions options)
    {
        Named(section, nameof(ClvOptions), () =>
        {
            section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            if (Unit(section, "Formula:Unit") is { } unit)
                options.Formula.Unit = unit;
        });
    }

    public static void Bind(IConfiguration section, ChurnOptions options)
    {
        Forget(section, nameof(options.Overdue), () => options.Overdue = null);
        Forget(section, nameof(options.Silence), () => options.Silence = null);
        Forget(section, nameof(options.FrequencyDrop), () => options.FrequencyDrop = null);
        Forget(section, nameof(options.SpendDrop), () => options.SpendDrop = null);
        Forget(section, nameof(options.Probability), () => options.Probability = null);
        Forget(section, nameof(options.RfmLevel), () => options.RfmLevel = null);
        Forget(section, nameof(options.RfmFall), () => options.RfmFall = null);
        Forget(section, nameof(options.StageEntered), () => options.StageEntered = null);
        Forget(section, nameof(options.Engagement), () => options.Engagement = null);
        Forget(section, nameof(options.RefundShare), () => options.RefundShare = null);
        Forget(section, nameof(options.Column), () => options.Column = null);
        Named(section, nameof(ChurnOptions), () => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true));
    }

    private static void Forget(IConfiguration section, string list, Action clear)
    {
        if (section.GetSection(list).GetChildren().Any())
            clear();
    }

    /// <summary>A unit by its name, which the generated code has no way to read.</summary>
    private static TimeUnit? Unit(IConfiguration section, string key)
    {
        if (section[key] is not { } name)
            return null;
        foreach (var unit in Units)
        {
            if (string.Equals(unit.Name, name, StringComparison.OrdinalIgnoreCase))
                return unit;
        }

        throw new InvalidOperationException($"{key} is '{name}'; it must be one of {string.Join(", ", Units.Select(unit => unit.Name))}.");
    }

    private static void Named(IConfiguration section, string options, Action bind)
    {
        try
        {
            bind();
        }
        catch (InvalidOperationException error)
        {
            var path = section is IConfigurationSection named ? $"'{named.Path}' " : "";
            throw new InvalidOperationException($"The configuration section {path}does not suit {options}. {error.Message}", error);
        }
    }
}
