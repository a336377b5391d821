using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What a fitted model looks like as JSON.</summary>
internal sealed class ModelDocument
{
    /// <summary>Makes a model of the stored parts.</summary>
    public delegate TModel Maker<TModel>(double[] values, TimeUnit unit, FitReport? report, FitOrigin? origin);

    public string? Type { get; set; }

    public int Version { get; set; }

    public string? Model { get; set; }

    public string? Unit { get; set; }

    public double? UnitInDays { get; set; }

    public Dictionary<string, double>? Parameters { get; set; }

    /// <summary>Of a model of spend: which purchases it looks at.</summary>
    public string? Basis { get; set; }

    /// <summary>Of a model of spend: how far spend went with frequency.</summary>
    public IndependenceDocument? Independence { get; set; }

    public OriginDocument? Origin { get; set; }

    public FitReportDocument? Report { get; set; }

    public static ModelDocument Of(
        string type, int version, string model, TimeUnit? unit, IReadOnlyList<string> names, IReadOnlyList<double> values, FitReport? report, FitOrigin? origin) => new()
        {
            Type = type,
            Version = version,
            Model = model,
            Unit = unit?.Name,
            UnitInDays = unit?.Days,
            Parameters = names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second),
            Report = report is null ? null : FitReportDocument.From(report),
            Origin = origin is null ? null : OriginDocument.Of(origin),
        };

    /// <summary>The model that was written; a damaged document is a <see cref="FormatException"/> that says what is wrong.</summary>
    public TModel Restore<TModel>(string type, IReadOnlyList<string> names, Maker<TModel> maker)
    {
        if (Parameters is null || Parameters.Count != names.Count || !names.All(Parameters.ContainsKey))
            throw StoredJson.Damaged(type, $"parameters must hold {string.Join(", ", names)} and nothing else");
        try
        {
            var unit = Unit is null || UnitInDays is not { } days ? default : TimeUnit.OfDays(Unit, days);
            return maker([.. names.Select(name => Parameters[name])], unit, Report?.ToReport(), Origin?.Restore(type));
        }
        catch (ArgumentException error)
        {
            throw StoredJson.Damaged(type, error.Message, error);
        }
    }
}
