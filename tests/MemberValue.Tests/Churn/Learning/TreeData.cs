using FsCheck;
using FsCheck.Fluent;
using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>Data for trees and forests, from seeds.</summary>
internal static class TreeData
{
    /// <summary>y ~ Bernoulli(logit(x0 - 0.5 x1 + 0.8 x2 x3 + 0.3 sin 3 x4)), all x standard normal.</summary>
    public static (FeatureTable Features, bool[] Labels) Curved(int rows, int seed, int columns = 20)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, columns).Select(_ => new double[rows]).ToArray();
        var labels = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            foreach (var column in x)
                column[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var z = x[0][i] - 0.5 * x[1][i] + 0.8 * x[2][i] * x[3][i] + 0.3 * Math.Sin(3 * x[4][i]);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-z));
        }

        return (Table(x), labels);
    }

    /// <summary>Few different values, some of them missing, and labels that lean on the first two columns.</summary>
    public static (FeatureTable Features, bool[] Labels) Coarse(int rows, int columns, int seed, double missing = 0.2)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, columns).Select(_ => new double[rows]).ToArray();
        var labels = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            foreach (var column in x)
                column[i] = random.NextDouble() < missing ? double.NaN : random.Next(-3, 4) / 2.0;
            var lean = (double.IsNaN(x[0][i]) ? 2 : x[0][i]) - (columns > 1 && x[1][i] > 0 ? 1 : 0);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-lean));
        }

        return (Table(x), labels);
    }

    public static FeatureTable Table(params double[][] columns) =>
        FeatureTable.FromColumns([.. Enumerable.Range(0, columns.Length).Select(j => $"x{j}")], columns);

    public static double[] Predict(this IBinaryClassifier model, FeatureTable features)
    {
        var probabilities = new double[features.Count];
        model.Predict(features, probabilities);
        return probabilities;
    }

    /// <summary>The share of pairs of a yes and a no in which the yes has the higher probability; half of the equal ones.</summary>
    public static double Auc(double[] probabilities, bool[] labels)
    {
        double wins = 0;
        long pairs = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            for (var j = 0; j < labels.Length && labels[i]; j++)
            {
                if (labels[j])
                    continue;
                pairs++;
                wins += probabilities[i] > probabilities[j] ? 1 : probabilities[i] == probabilities[j] ? 0.5 : 0;
            }
        }

        return wins / pairs;
    }

    public static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
}
