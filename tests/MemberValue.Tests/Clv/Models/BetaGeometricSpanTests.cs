using MemberValue.Clv;
using MemberValue.Numerics;
using static MemberValue.Tests.Clv.Models.BetaGeometricData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The block kernels of BG/NBD and MBG/NBD against the scalar forms, which are the definitions.</summary>
public class BetaGeometricSpanTests
{
    private delegate void Kernel(AttritionModel model, in HistoryBlock block, Span<double> destination);

    private static readonly (string Name, Kernel Fill, Func<AttritionModel, PurchaseHistory, double> One)[] Kernels =
    [
        ("alive", (AttritionModel model, in HistoryBlock block, Span<double> to) => model.FillAlive(block, to),
            (model, history) => model.ProbabilityAlive(history)),
        .. new[] { 0, 1e-3, 13, 1e4 }.Select(Purchase), .. new[] { 0, 1e-3, 0.5, 39, 1e6 }.Select(Expected),
        Discounted(0, 39), Discounted(0, double.PositiveInfinity), Discounted(0.0027, 52), Discounted(1e-5, 52), Discounted(0.0027, double.PositiveInfinity),
        Discounted(1, 3), Discounted(5, 1e3), Discounted(40, double.PositiveInfinity), Discounted(-0.01, 20),
    ];

    [Fact]
    public void Every_kernel_agrees_with_the_scalar_form_for_every_length_and_place()
    {
        foreach (var model in new AttritionModel[] { Bg, Mbg, BgOf(0.11, 2.24, 1, 0.5), MbgOf(5, 0.05, 0.5, 200) })
        {
            var random = new Random(1);
            var histories = Enumerable.Range(0, 65).Select(_ => Likely(random)).ToArray();
            foreach (var kernel in Kernels)
            {
                var expected = Array.ConvertAll(histories, history => kernel.One(model, history));
                for (var n = 0; n <= 65; n++)
                {
                    var actual = Run(kernel.Fill, model, histories.AsSpan(0, n));
                    for (var i = 0; i < n; i++)
                        Near.Relative(expected[i], actual[i], 1e-12, $"{kernel.Name} of {histories[i]} in {model}");
                }

                var reversed = Run(kernel.Fill, model, histories.AsEnumerable().Reverse().ToArray());
                Assert.Equal(Run(kernel.Fill, model, histories), reversed.AsEnumerable().Reverse());
            }
        }
    }

    [Fact]
    public void Kernels_agree_with_the_scalar_form_at_any_parameters()
    {
        var random = new Random(2);
        for (var run = 0; run < 60; run++)
        {
            var model = Random(random, run < 40 ? 1.5 : 6);
            var histories = Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? Likely(random) : History(random, 6)).ToArray();
            foreach (var kernel in Kernels)
            {
                var actual = Run(kernel.Fill, model, histories);
                for (var i = 0; i < histories.Length; i++)
                {
                    // P(alive) = e^-600 keeps 600 roundings; what is below 1e-290 is nothing.
                    var expected = kernel.One(model, histories[i]);
                    var tolerance = 2e-12 + 1e-15 * Math.Abs(Math.Log(Math.Max(model.ProbabilityAlive(histories[i]), 1e-290)));
                    if (!(Math.Abs(expected) < 1e-290 && Math.Abs(actual[i]) < 1e-290))
                        Near.Relative(expected, actual[i], tolerance, $"{kernel.Name} of {histories[i]} in {model}");
                    Assert.Equal(double.IsNaN(expected), double.IsNaN(actual[i]));
                }
            }
        }
    }

    [Fact]
    public void Rows_that_are_no_history_get_NaN_and_leave_the_others_alone()
    {
        double[] x = [2, 2, 0, 2, -1, 0, 2, 2];
        double[] tx = [1, double.NaN, 0, 5, 0, 1, -1, 1];
        double[] age = [4, double.NaN, 4, 4, 4, 4, 4, double.PositiveInfinity];
        foreach (var model in new AttritionModel[] { Bg, Mbg })
        {
            foreach (var kernel in Kernels.Where(kernel => !kernel.Name.StartsWith("discounted at 0 until Inf", StringComparison.Ordinal)))
            {
                var results = new double[8];
                kernel.Fill(model, new HistoryBlock(x, tx, age), results);
                Assert.Equal([0, 2], Enumerable.Range(0, 8).Where(i => !double.IsNaN(results[i])));
            }
        }
    }

    [Fact]
    public void Curves_cover_what_a_shop_has_and_leave_the_rest_to_the_scalar_form()
    {
        foreach (var (r, a, b) in new[] { (0.243, 0.793, 2.426), (0.525, 0.891, 2.614), (5, 0.5, 200), (0.243, 1.0, 2.426), (30.243, 0.793, 32.426),
            (1000, 0.793, 1002.0) })
        {
            var curves = new PurchaseCurves(r, a, b);
            Assert.Equal(1, curves.Stretch);
            for (var piece = 0; piece < PurchaseCurves.Pieces; piece++)
                Assert.NotEqual(0, curves.Piece(piece).Length);
        }

        // Everyone leaves after the first purchase, which comes at once: the curve is stretched.
        Assert.True(new PurchaseCurves(100, 30, 1).Stretch > 1);
        Assert.NotEqual(0, new PurchaseCurves(100, 30, 1).Piece(0).Length);
    }

    [Fact]
    public void A_usable_piece_of_a_curve_is_exact_everywhere()
    {
        var random = new Random(4);
        var usable = 0;
        for (var run = 0; run < 120; run++)
        {
            double Next(double reach) => Math.Pow(10, reach * (2 * random.NextDouble() - 1));
            var (r, a, b) = (Next(4), Next(2), Next(3));
            var curves = new PurchaseCurves(r, a, b);
            for (var index = 0; index < PurchaseCurves.Pieces; index++)
            {
                var piece = curves.Piece(index);
                usable += piece.Length > 0 ? 1 : 0;
                for (var place = -1.0; place <= 1 && piece.Length > 0; place += 0.173)
                {
                    var y = Elementary.Expm1((index + (1 + place) / 2) * PurchaseCurves.Length) / curves.Stretch;
                    if (y > 0)
                        Near.Relative(BetaGeometricProcess.Expected(new AliveProcess(r, 1, a, b), y), y * PurchaseCurves.Polynomial(piece, place), 5e-13,
                            $"{r} {a} {b} {y}");
                }
            }
        }

        Assert.InRange(usable, 500, 720);
    }

    [Fact]
    public void A_kernel_allocates_nothing()
    {
        var random = new Random(3);
        var histories = Enumerable.Range(0, 300).Select(_ => Likely(random)).ToArray();
        var (x, tx, age) = Columns(histories);
        var results = new double[300];
        foreach (var kernel in Kernels)
            Assert.Equal(0, Allocations.Of(() => kernel.Fill(Mbg, new HistoryBlock(x, tx, age), results)));
    }

    private static (string, Kernel, Func<AttritionModel, PurchaseHistory, double>) Purchase(double t) => (
        $"purchase in {t}", (AttritionModel model, in HistoryBlock block, Span<double> to) => model.FillPurchase(block, t, to),
        (model, history) => model.ProbabilityOfPurchase(history, t));

    private static (string, Kernel, Func<AttritionModel, PurchaseHistory, double>) Expected(double t) => (
        $"expected in {t}", (AttritionModel model, in HistoryBlock block, Span<double> to) => model.FillExpected(block, t, to),
        (model, history) => model.ExpectedPurchases(history, t));

    private static (string, Kernel, Func<AttritionModel, PurchaseHistory, double>) Discounted(double delta, double t) => (
        FormattableString.Invariant($"discounted at {delta} until {t}").Replace("∞", "Infinity", StringComparison.Ordinal),
        (AttritionModel model, in HistoryBlock block, Span<double> to) => model.FillDiscounted(block, delta, t, to),
        (model, history) => model.DiscountedPurchases(history, delta, t));

    private static PurchaseHistory Likely(Random random)
    {
        var age = random.Next(0, 100) / 7.0 * random.Next(1, 8);
        var x = random.Next(3) == 0 ? 0 : random.Next(8) == 0 ? random.Next(1, 3_000) : random.Next(1, 40);
        return new PurchaseHistory(x, x == 0 ? 0 : age * random.NextDouble(), age);
    }

    private static double[] Run(Kernel fill, AttritionModel model, ReadOnlySpan<PurchaseHistory> histories)
    {
        var (x, tx, age) = Columns(histories);
        var results = new double[histories.Length];
        fill(model, new HistoryBlock(x, tx, age), results);
        return results;
    }

    private static (double[] X, double[] Tx, double[] Age) Columns(ReadOnlySpan<PurchaseHistory> histories)
    {
        var (x, tx, age) = (new double[histories.Length], new double[histories.Length], new double[histories.Length]);
        for (var i = 0; i < histories.Length; i++)
            (x[i], tx[i], age[i]) = (histories[i].RepeatPurchases, histories[i].TimeOfLastPurchase, histories[i].Age);
        return (x, tx, age);
    }
}
