using System.Text.Json.Serialization;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Which model of purchases is fitted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PurchaseModel>))]
public enum PurchaseModel
{
    /// <summary>None: no probabilities, no expected purchases, and no value by model.</summary>
    None = 0,

    /// <summary>BG/NBD.</summary>
    BgNbd = 1,

    /// <summary>MBG/NBD: as BG/NBD, but one-time buyers may have left.</summary>
    MbgNbd = 2,

    /// <summary>Pareto/NBD.</summary>
    ParetoNbd = 3,

    /// <summary>NBD: nobody ever leaves.</summary>
    Nbd = 4,

    /// <summary>BG/BB: opportunities to buy, one per cell of the table.</summary>
    BgBb = 5,
}

/// <summary>A model of purchases as an entry of the list: its name, how it is fitted to a table, and how it is created from stored numbers.</summary>
internal sealed record PurchaseModelRow(
    PurchaseModel Model, string Name, IReadOnlyList<string> ParameterNames, PurchaseModelRow.Fitter Fit, PurchaseModelRow.Maker Make)
{
    public delegate AttritionModel Fitter(MemberColumns columns, FitOptions options, IProgress<FitProgress>? progress, CancellationToken cancellationToken);

    public delegate AttritionModel Maker(ReadOnlySpan<double> values, TimeUnit unit, FitReport? report, FitOrigin? origin);
}

/// <summary>The models of purchases, one row per model.</summary>
internal static class PurchaseModels
{
    public static IReadOnlyList<PurchaseModelRow> All { get; } =
    [
        new(
            PurchaseModel.BgNbd, "BG/NBD", BetaGeometricFit.Letters,
            (columns, fit, progress, stop) => BgNbdModel.Fit(Weeks(columns), fit, progress, stop), BgNbdModel.Of),
        new(
            PurchaseModel.MbgNbd, "MBG/NBD", BetaGeometricFit.Letters,
            (columns, fit, progress, stop) => MbgNbdModel.Fit(Weeks(columns), fit, progress, stop), MbgNbdModel.Of),
        new(
            PurchaseModel.ParetoNbd, "Pareto/NBD", ["r", "alpha", "s", "beta"],
            (columns, fit, progress, stop) => ParetoNbdModel.Fit(Weeks(columns), fit, progress, stop), ParetoNbdModel.Of),
        new(
            PurchaseModel.Nbd, "NBD", ["r", "alpha"],
            (columns, fit, progress, stop) => NbdModel.Fit(Weeks(columns), fit, progress, stop), NbdModel.Of),
        new(
            PurchaseModel.BgBb, "BG/BB", ["alpha", "beta", "gamma", "delta"],
            (columns, fit, progress, stop) => BgBbModel.Fit(columns.Opportunities(), fit, progress, stop), BgBbModel.Of),
    ];

    public static PurchaseModelRow Of(PurchaseModel model) => All.First(row => row.Model == model);

    public static PurchaseModelRow? Find(string? name) => All.FirstOrDefault(row => row.Name == name);

    private static MemberTimeView Weeks(MemberColumns columns) => columns.In(TimeUnit.Week); // the unit changes no prediction
}
