using System.Globalization;
using MemberValue.Numerics;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Numerics;

public class SpecialFunctionGoldenTests
{
    // Values: relative. Logarithms of probabilities and integrals: relative to the logarithm, or absolute below 1, which is then relative to the value.
    [Theory]
    [InlineData("LogGamma", 1e-15, 0)]
    [InlineData("LogGammaRatio", 2e-14, 0)] // near its zeros; 3e-15 elsewhere
    [InlineData("LogBeta", 1e-14, 0)]
    [InlineData("Digamma", 2e-15, 0.01)] // the zero at 1.46 is met to rounding of the argument
    [InlineData("Trigamma", 2e-15, 0)]
    [InlineData("DigammaDifference", 2e-15, 0)]
    [InlineData("F", 1e-13, 0)]
    [InlineData("LogF", 1e-14, 1)]
    [InlineData("LogU", 1e-14, 1)]
    [InlineData("LogRegularized", 3e-14, 1)]
    [InlineData("LogComplement", 3e-14, 1)]
    [InlineData("LogP", 1e-14, 1)]
    [InlineData("LogQ", 1e-14, 1)]
    public void Every_value_agrees_with_many_digits(string function, double tolerance, double floor)
    {
        var rows = File.ReadLines(GoldenFile.Path("special_functions.csv"))
            .Where(line => line.StartsWith(function + ",", StringComparison.Ordinal))
            .Select(line => line.Split(','))
            .ToList();
        Assert.True(rows.Count >= 40, $"{rows.Count} rows");
        foreach (var row in rows)
        {
            var arguments = Array.ConvertAll(row[1].Split(' '), Number);
            var expected = Number(row[2]);
            var actual = Value(function, arguments);
            var error = Math.Abs(actual - expected) / Math.Max(floor, Math.Abs(expected));
            Assert.True(actual == expected || error <= tolerance, $"{function}({row[1]}): {actual:R}, expected {row[2]}, error {error:E1}");
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Value(string function, double[] x) => function switch
    {
        "LogGamma" => GammaFunctions.LogGamma(x[0]),
        "LogGammaRatio" => GammaFunctions.LogGammaRatio(x[0], x[1]),
        "LogBeta" => GammaFunctions.LogBeta(x[0], x[1]),
        "Digamma" => GammaFunctions.Digamma(x[0]),
        "Trigamma" => GammaFunctions.Trigamma(x[0]),
        "DigammaDifference" => GammaFunctions.DigammaDifference(x[0], x[1]),
        "F" => Hypergeometric.F(x[0], x[1], x[2], x[3]),
        "LogF" => Hypergeometric.LogF(x[0], x[1], x[2], x[3]),
        "LogU" => Tricomi.LogU(x[0], x[1], x[2]),
        "LogRegularized" => IncompleteBeta.LogRegularized(x[0], x[1], x[2]),
        "LogComplement" => IncompleteBeta.LogComplement(x[0], x[1], x[2]),
        "LogP" => IncompleteGamma.LogP(x[0], x[1]),
        "LogQ" => IncompleteGamma.LogQ(x[0], x[1]),
        _ => throw new ArgumentException(function),
    };
}
