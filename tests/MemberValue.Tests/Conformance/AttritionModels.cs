using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance;

/// <summary>One of each attrition model, for the laws that every one of them keeps.</summary>
internal static class AttritionModels
{
    /// <summary>A model of each kind at parameters of the literature, and which of its parameters are in units of time.</summary>
    public static IReadOnlyList<(AttritionModel Model, bool[] IsTimeRate)> All { get; } =
    [
        (new NbdModel(new NbdParameters(0.385, 12.07), TimeUnit.Week), [false, true]),
        (new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week), [false, true, false, false]),
        (new MbgNbdModel(new BetaGeometricParameters(0.525, 6.183, 0.891, 1.614), TimeUnit.Week), [false, true, false, false]),
        (new ParetoNbdModel(new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669), TimeUnit.Week), [false, true, false, true]),
        (new BgBbModel(new BgBbParameters(1.204, 0.750, 0.657, 2.783), TimeUnit.Week), [false, false, false, false]),
    ];

    public static TheoryData<string> Names => [.. All.Select(entry => entry.Model.Name)];

    public static AttritionModel Of(string name) => All.Single(entry => entry.Model.Name == name).Model;

    /// <summary>A model of the kind with parameters spread over two decades around 1, and a history that it can have.</summary>
    public static (AttritionModel Model, PurchaseHistory History, double Horizon) Random(string name, int seed)
    {
        var random = new Random(seed);
        var prototype = Of(name);
        var values = prototype.ParameterNames.Select(_ => Math.Exp((random.NextDouble() - 0.5) * 5)).ToArray();
        var model = prototype.WithParameters(values);
        var age = random.NextDouble() * 60;
        var x = random.Next(3) == 0 ? 0 : random.Next(1, 30);
        var horizon = random.NextDouble() * 40;
        if (!model.CountsOpportunities)
            return (model, new PurchaseHistory(x, x == 0 ? 0 : age * random.NextDouble(), age), horizon);
        (age, horizon) = (Math.Ceiling(age), Math.Ceiling(horizon));
        x = Math.Min(x, (int)age);
        return (model, new PurchaseHistory(x, x == 0 ? 0 : random.Next(x, (int)age + 1), age), horizon);
    }
}
