using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The moments that starting points and warnings need. Times are scaled to a mean age of 1.</summary>
internal sealed record HistoryMoments
{
    /// <summary>The divisor of the data's times: their mean age, or 1 where nothing is scaled or every age is 0.</summary>
    public required double TimeScale { get; init; }

    /// <summary>Sum of the weights.</summary>
    public required double Members { get; init; }

    /// <summary>Sum of x.</summary>
    public required double TotalRepeatPurchases { get; init; }

    /// <summary>Repeat purchases per unit of scaled time, over all members; kept above 0 for data without any.</summary>
    public required double Rate { get; init; }

    /// <summary>Gamma shape of the members' rates by moments, between 0.05 and 50.</summary>
    public required double RateShape { get; init; }

    /// <summary>Share of members with x = 0.</summary>
    public required double ShareWithoutRepeat { get; init; }

    /// <summary>The warning of models that learn leaving from members who did not come back.</summary>
    public static Text EveryoneCameBack { get; } = Text.Of(
        "Every member has a repeat purchase: the table may hold only members who came back, and the model then underrates leaving.",
        "所有会员都有复购：数据中可能只有回头客，模型会因此低估流失。");

    public static HistoryMoments Of(PurchaseHistories histories, bool scaled)
    {
        var xs = histories.RepeatPurchases;
        var ages = histories.Ages;
        var weights = histories.Weights;
        double sumX = 0, sumAge = 0, zero = 0;
        for (var i = 0; i < xs.Length; i++)
        {
            sumX += weights[i] * xs[i];
            sumAge += weights[i] * ages[i];
            zero += xs[i] == 0 ? weights[i] : 0;
        }

        var members = histories.Members;
        var scale = scaled && sumAge > 0 ? sumAge / members : 1;
        // Without a repeat purchase, or without any age, half a purchase in total is assumed, so that the guess is finite.
        var rate = Math.Max(sumX, 0.5) / (sumAge > 0 ? sumAge / scale : members);
        // Var(x - rate T) = sum of rate T + rate^2 / shape x sum of T^2, for a gamma mixture of Poisson counts.
        double excess = 0, squares = 0;
        for (var i = 0; i < xs.Length; i++)
        {
            var expected = rate * ages[i] / scale;
            excess += weights[i] * ((xs[i] - expected) * (xs[i] - expected) - expected);
            squares += weights[i] * expected * expected;
        }

        return new HistoryMoments
        {
            TimeScale = scale,
            Members = members,
            TotalRepeatPurchases = sumX,
            Rate = rate,
            RateShape = excess > 0 ? Math.Clamp(squares / excess, 0.05, 50) : 50,
            ShareWithoutRepeat = zero / members,
        };
    }
}
