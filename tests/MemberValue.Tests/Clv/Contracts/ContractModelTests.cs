using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Contracts;

/// <summary>Contract models: printed and high-precision values, sums by brute force, and laws.</summary>
public class ContractModelTests
{
    private static readonly DiscountRate Tenth = DiscountRate.PerPeriod(0.1, TimeUnit.Year);

    public static readonly long[] Regular = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173]; // Fader and Hardie 2007, Table 1
    public static readonly long[] HighEnd = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];

    [Theory]
    [InlineData("Regular", 7, ContractFamily.ShiftedBetaGeometric, new[] { 0.7040773178895731, 1.182043067289731 }, -1680.2651884632864)]
    [InlineData("Regular", 4, ContractFamily.ShiftedBetaGeometric, new[] { 0.7636650689495206, 1.2958302747509658 }, -1401.5594235774452)]
    [InlineData("Regular", 12, ContractFamily.ShiftedBetaGeometric, new[] { 0.6973624665125246, 1.1689046599875148 }, -1931.49169412808)]
    [InlineData("HighEnd", 7, ContractFamily.ShiftedBetaGeometric, new[] { 0.6680883283247322, 3.8060947954480246 }, -1611.158147391156)]
    [InlineData("HighEnd", 4, ContractFamily.ShiftedBetaGeometric, new[] { 1.2809762866868213, 7.790383516378591 }, -1225.1349070416122)]
    [InlineData("HighEnd", 12, ContractFamily.ShiftedBetaGeometric, new[] { 0.5961111937596901, 3.3269686199556574 }, -2010.8584195650858)]
    [InlineData("Regular", 7, ContractFamily.BetaDiscreteWeibull, new[] { 0.4556139828933762, 0.779325509004444, 1.2834513003630539 }, -1679.6028329071778)]
    [InlineData("Regular", 4, ContractFamily.BetaDiscreteWeibull, new[] { 0.5230293095913083, 0.8942826712461427, 1.1963987237899893 }, -1401.3830516786181)]
    [InlineData("Regular", 12, ContractFamily.BetaDiscreteWeibull, new[] { 0.5083087020372089, 0.8688463480240181, 1.2093778737357217 }, -1930.9297285692498)]
    [InlineData("HighEnd", 7, ContractFamily.BetaDiscreteWeibull, new[] { 0.21425335120687897, 1.426574965127191, 1.7235647828596399 }, -1605.3142132141927)]
    [InlineData("HighEnd", 4, ContractFamily.BetaDiscreteWeibull, new[] { 0.25933573799139564, 1.7225515593615925, 1.5843615018366204 }, -1222.7493182408216)]
    [InlineData("HighEnd", 12, ContractFamily.BetaDiscreteWeibull, new[] { 0.2496407609730985, 1.6541810954523875, 1.5967963526059314 }, -2004.8168885022305)]
    [InlineData("Regular", 7, ContractFamily.ExponentialGamma, new[] { 0.7094167585920266, 1.0727726729075246 }, -1680.2967401354872)]
    [InlineData("HighEnd", 7, ContractFamily.ExponentialGamma, new[] { 0.6695701384134559, 3.6612845586356224 }, -1611.16519308396)]
    [InlineData("HighEnd", 4, ContractFamily.ExponentialGamma, new[] { 1.2803174700715325, 7.920272052002228 }, -1225.1346554890383)]
    [InlineData("Regular", 4, ContractFamily.WeibullGamma, new[] { 0.5137237759571001, 0.6893094896435231, 1.218885235066694 }, -1401.3826829901418)]
    [InlineData("Regular", 12, ContractFamily.WeibullGamma, new[] { 0.4972809425569508, 0.6557255707178428, 1.2358332155377276 }, -1930.929275749039)]
    [InlineData("HighEnd", 7, ContractFamily.WeibullGamma, new[] { 0.21166542257218218, 1.0674584026371994, 1.7442342579523886 }, -1605.3165736919227)]
    [InlineData("Regular", 7, ContractFamily.Geometric, new[] { 0.22602739726027396 }, -1794.6208557101622)]
    [InlineData("HighEnd", 7, ContractFamily.Geometric, new[] { 0.10332927324401137 }, -1637.092818933987)]
    public void A_fit_ends_where_another_optimiser_does(string base1, int renewals, ContractFamily family, double[] parameters, double logLikelihood)
    {
        var histories = Of((base1 == "Regular" ? Regular : HighEnd)[..(renewals + 1)]);
        var model = ContractModel.Fit(histories, family);
        Assert.Equal(FitStatus.Converged, model.Status);
        Assert.InRange(model.Report!.LogLikelihood, logLikelihood - 1e-7, logLikelihood + 1e-6);
        for (var k = 0; k < parameters.Length; k++)
            Assert.InRange(model.ParameterValues[k] / parameters[k], 1 - 2e-4, 1 + 2e-4);
        Assert.Equal(model.Report.LogLikelihood, LogLikelihood(model, histories), 1e-8);
    }

    [Theory]
    [InlineData("Regular", new[] { 0.06559894121684422, 0.1524755771464661 })]
    [InlineData("HighEnd", new[] { 0.10373482914320548, 0.7855309024783618 })]
    public void Standard_errors_are_those_of_the_curvature(string base1, double[] errors)
    {
        var report = ContractModel.Fit(Of((base1 == "Regular" ? Regular : HighEnd)[..8])).Report!;
        for (var k = 0; k < errors.Length; k++)
            Assert.Equal(1, report.StandardErrors[k] / errors[k], 1e-4);
    }

    [Fact]
    public void The_likelihood_at_given_parameters_is_the_published_one()
    {
        double At(long[] survivors, double value) => LogLikelihood(
            new ContractModel(ContractFamily.ShiftedBetaGeometric, [value, value], TimeUnit.Year), Of(survivors[..8]));
        Assert.Equal(-1741.7302621770139, At(Regular, 1), 1e-8);
        Assert.Equal(-2756.719841647686, At(Regular, 0.01), 1e-8);
        Assert.Equal(-2115.5455066456057, At(HighEnd, 1), 1e-8);
        Assert.Equal(-2741.700901009456, At(HighEnd, 0.01), 1e-8);
    }

    [Theory]
    [InlineData(
        0.704, 1.182, 3.69514740557,
        new[] { 2.96466214613, 4.1034586196, 4.87013736653, 5.44239132212, 5.89442285984, 6.26472988197, 6.57596618634, 6.84261713729 })]
    [InlineData(
        0.668, 3.806, 5.92259640761,
        new[] { 5.41485604837, 5.90175316775, 6.29426061679, 6.62028032319, 6.89705739775, 7.13600189948, 7.34505225928, 7.52994953091 })]
    [InlineData(0.764, 1.296, double.NaN, new[] { 2.88221141953, 3.93942212705, 4.67530264793, 5.23492160973, 5.68248921782 })]
    public void Discounted_lifetimes_have_the_digits_of_a_forty_digit_computation(double alpha, double beta, double del, double[] derl)
    {
        var model = new ContractModel(ContractFamily.ShiftedBetaGeometric, [alpha, beta], TimeUnit.Year);
        if (!double.IsNaN(del))
            Assert.Equal(1, model.DiscountedLifetime(0, Tenth, ContractMoment.BeforePayment) / del, 1e-11);
        for (var n = 1; n <= derl.Length; n++)
        {
            Assert.Equal(1, model.DiscountedLifetime(n - 1, Tenth, ContractMoment.BeforeRenewal) / derl[n - 1], 1e-11);
            Assert.Equal(1, 1.1 * model.DiscountedLifetime(n - 1, Tenth) / derl[n - 1], 1e-11);
        }
    }

    [Fact]
    public void Lifetimes_of_the_other_families_have_the_digits_of_a_forty_digit_computation()
    {
        static ContractModel Of(ContractFamily family, params double[] values) => new(family, values, TimeUnit.Year);
        void Is(double expected, ContractModel model, double tenure, ContractMoment moment, double tolerance = 1e-10) =>
            Assert.Equal(1, model.DiscountedLifetime(tenure, Tenth, moment) / expected, tolerance);

        var weibull = ContractModel.Fit(ContractModelTests.Of(Regular[..5]), ContractFamily.BetaDiscreteWeibull);
        Is(3.6916295226, weibull, 0, ContractMoment.BeforePayment, 2e-6); // parameters to seven digits
        Is(6.0350974452, weibull, 4, ContractMoment.BeforeRenewal, 2e-6);
        Is(3.6916295226, Of(ContractFamily.BetaDiscreteWeibull, 0.5230293095913083, 0.8942826712461427, 1.1963987237899893), 0, ContractMoment.BeforePayment);
        Is(7.3175403182, Of(ContractFamily.BetaDiscreteWeibull, 0.25933573799139564, 1.7225515593615925, 1.5843615018366204), 4, ContractMoment.BeforeRenewal);
        Is(3.133462531773, Of(ContractFamily.ExponentialGamma, 0.7094, 1.0728), 0, ContractMoment.AfterPayment);
        Is(4.1911696343144, Of(ContractFamily.ExponentialGamma, 0.7094, 1.0728), 1, ContractMoment.AfterPayment);
        Is(6.692781667192, Of(ContractFamily.ExponentialGamma, 0.7094, 1.0728), 7, ContractMoment.AfterPayment);
        Is(7.3294102726887, Of(ContractFamily.ExponentialGamma, 0.6696, 3.6613), 7, ContractMoment.AfterPayment);
        Is(1.9250536745656, Of(ContractFamily.ExponentialGamma, 2, 3), 0, ContractMoment.AfterPayment);
        Is(3.7594666440363, Of(ContractFamily.ExponentialGamma, 1, 3), 0, ContractMoment.AfterPayment);
        Is(10.90684989921367, Of(ContractFamily.ShiftedBetaGeometric, 0.05, 50), 0, ContractMoment.BeforePayment, 1e-12);
        Is(2.935305316008143, Of(ContractFamily.ShiftedBetaGeometric, 1000, 4000), 1, ContractMoment.BeforeRenewal, 1e-12);
        Assert.Equal(3, Of(ContractFamily.ExponentialGamma, 2, 3).Lifetime(0), 1e-14);
        Assert.Equal(4, Of(ContractFamily.ShiftedBetaGeometric, 2, 3).Lifetime(0, ContractMoment.BeforePayment), 1e-14);
        Assert.Equal(double.PositiveInfinity, Of(ContractFamily.ShiftedBetaGeometric, 1, 3).Lifetime(2));
        Assert.Equal(double.PositiveInfinity, Of(ContractFamily.BetaDiscreteWeibull, 1, 3, 0.9).Lifetime(2));
        double Del(double alpha, double beta, double rate) => Of(ContractFamily.ShiftedBetaGeometric, alpha, beta)
            .DiscountedLifetime(0, DiscountRate.PerPeriod(rate, TimeUnit.Year), ContractMoment.BeforePayment);
        Assert.Equal(1, Del(0.5, 0.01, 0.01) / 1.289980161083775, 1e-12);
        Assert.Equal(1, Del(1, 1, 0.0001) / 9.211361411013215, 1e-12);
    }

    [Theory]
    [InlineData(0.704, 1.182, 0.1)]
    [InlineData(0.704, 1.182, 1e-4)]
    [InlineData(3, 40, 1e-3)]
    [InlineData(2.5, 3, 0)]
    [InlineData(1.2, 0.5, 0)]
    public void The_sum_by_Euler_and_Maclaurin_is_the_closed_form(double alpha, double beta, double delta)
    {
        var (law, values) = (ContractLaw.Of(ContractFamily.ShiftedBetaGeometric), new[] { alpha, beta });
        foreach (var n in new[] { 0, 1, 7, 60 })
            Assert.Equal(1, ContractLifetime.Sum(law, values, n, delta) / ContractLifetime.Of(law, values, n, delta), 1e-10);
        var weibull = ContractLaw.Of(ContractFamily.BetaDiscreteWeibull);
        Assert.Equal(1, ContractLifetime.Of(weibull, [alpha, beta, 1], 3, delta) / ContractLifetime.Of(law, values, 3, delta), 1e-10);
    }

    [Fact]
    public void Survival_and_leaving_are_those_of_the_tables()
    {
        var model = new ContractModel(ContractFamily.ShiftedBetaGeometric, [0.704, 1.182], TimeUnit.Year);
        double[] survival = [0.6267232238, 0.4738427146, 0.3879998759, 0.332094859, 0.292374373, 0.2624830633, 0.2390506417];
        double[] leaving = [0.3732767762, 0.1528805092, 0.08584283867, 0.05590501691, 0.03972048602, 0.0298913097, 0.02343242158];
        var curve = model.RetentionCurve(7);
        for (var t = 1; t <= 7; t++)
        {
            Assert.Equal(survival[t - 1], curve[t - 1].Survival, 1e-10);
            Assert.Equal(leaving[t - 1], curve[t - 1].ProbabilityOfLeaving, 1e-10);
            Assert.Equal((1.182 + t - 1) / (0.704 + 1.182 + t - 1), curve[t - 1].RetentionRate, 1e-14);
        }

        Assert.Equal(0.1700625768, model.Survival(12), 1e-10);
        Assert.Equal(model.Survival(3), model.Survival(3.9)); // between renewals nobody leaves
        Assert.Equal(model.Survival(9) / model.Survival(4), model.Survival(4, 5), 1e-14);
        var plain = new ContractModel(ContractFamily.ShiftedBetaGeometric, [1, 1], TimeUnit.Year);
        for (var t = 1; t < 200; t++)
            Assert.Equal(1.0 / (t + 1), plain.Survival(t), 1e-14);
    }

    [Fact]
    public void Members_one_by_one_and_exact_moments_are_fitted()
    {
        var renewals = ContractHistories.FromMembers([0, 0, 1, 2, 3, 4, 5, 2], [true, true, true, true, false, false, false, false], TimeUnit.Month);
        Assert.Equal(-11.5490645115861, LogLikelihood(new ContractModel(ContractFamily.ShiftedBetaGeometric, [1, 1], TimeUnit.Month), renewals), 1e-10);
        var model = ContractModel.Fit(renewals);
        Assert.Equal(-9.969252664, model.Report!.LogLikelihood, 1e-8);
        Assert.Equal(0.605813, model.ParameterValues[0], 2e-4);
        Assert.Equal(1.763301, model.ParameterValues[1], 5e-4);

        double[] times = [0.1, 0.2, 0.3, 0.5, 0.8, 1.5, 4, 2, 6, 10, 10, 12];
        var exact = ContractHistories.FromDurations(times, [.. times.Select((_, i) => i < 7)], TimeUnit.Month);
        Assert.Equal(-17.464313194886618, LogLikelihood(new ContractModel(ContractFamily.ExponentialGamma, [1, 2], TimeUnit.Month), exact), 1e-12);
        var gamma = ContractModel.Fit(exact, ContractFamily.ExponentialGamma);
        Assert.Equal(-15.441633035938736, gamma.Report!.LogLikelihood, 1e-9);
        Assert.Equal(0.274885, gamma.ParameterValues[0], 1e-5);
        Assert.Equal(0.258107, gamma.ParameterValues[1], 1e-5);
        Assert.True(ContractModel.Fit(exact, ContractFamily.WeibullGamma).Report!.LogLikelihood >= gamma.Report.LogLikelihood - 1e-9);
        Assert.Contains("counts renewals", Assert.Throws<ArgumentException>(() => ContractModel.Fit(exact)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_data_run_to_a_limit_the_fit_names_it()
    {
        var falling = Of([1000, 900, 720, 504]);
        var model = ContractModel.Fit(falling);
        Assert.Equal(FitStatus.AtLimit, model.Status);
        Assert.Contains("same probability", model.Report!.Limit!.English, StringComparison.Ordinal);
        Assert.InRange(model.Report.LogLikelihood, -1271.2901277063838 - 1e-3, -1271.2901277063838 + 1e-9);
        Assert.Equal(0.18931297709923664, 1 - model.RetentionRate(1), 1e-5);
        Assert.Equal(0.18931297709923664, ContractModel.Fit(falling, ContractFamily.Geometric).ParameterValues[0], 1e-9);
        var weibull = ContractModel.Fit(falling, ContractFamily.BetaDiscreteWeibull);
        Assert.Equal(FitStatus.AtLimit, weibull.Status);
        Assert.Equal(-1215.7584957, weibull.Report!.LogLikelihood, 1e-3);
        Assert.Equal(1.73452, weibull.ParameterValues[2], 1e-3);
        Assert.Contains(weibull.Warnings, warning => warning.English.Contains("as many parameters as there are renewals", StringComparison.Ordinal));

        double[] times = [1, 2, 3, 5, 8, 4, 6, 10, 10];
        bool[] left = [.. times.Select((_, i) => i < 5)];
        var alike = ContractModel.Fit(ContractHistories.FromDurations(times, left, TimeUnit.Year), ContractFamily.ExponentialGamma);
        Assert.Equal(FitStatus.AtLimit, alike.Status);
        Assert.Equal(5 * Math.Log(5.0 / 49) - 5, alike.Report!.LogLikelihood, 1e-4);
        Assert.Contains("has left", Assert.Throws<ArgumentException>(() => ContractModel.Fit(Of([10, 10, 10]))).Message, StringComparison.Ordinal);
        Assert.NotEqual(FitStatus.Converged, ContractModel.Fit(Of([10, 0])).Status);
        Assert.NotEmpty(ContractModel.Fit(Of([10, 6])).Warnings);
    }

    [Fact]
    public void Gradients_are_those_of_differences()
    {
        var random = new Random(5);
        foreach (var law in ContractLaw.All)
        {
            for (var trial = 0; trial < 40; trial++)
            {
                double[] logs = [.. law.ParameterNames.Select(name =>
                    name == "theta" ? -0.1 - random.NextDouble() : name == "c" ? random.NextDouble() - 0.5 : 4 * random.NextDouble() - 2)];
                var from = (double)random.Next(6);
                double[] ends = law.IsContinuous ? [from + 1, double.PositiveInfinity, Math.Max(from, 0.5)] : [from + 1, from + 3, double.PositiveInfinity];
                foreach (var to in ends)
                {
                    var begin = law.IsContinuous && to < from + 0.6 ? to : from;
                    double At(double[] at) => ContractLikelihood.Of(law, [.. at.Select(Math.Exp)], begin, to, new double[at.Length]);
                    var gradient = new double[logs.Length];
                    ContractLikelihood.Of(law, [.. logs.Select(Math.Exp)], begin, to, gradient);
                    for (var k = 0; k < logs.Length; k++)
                    {
                        double[] Moved(double step) => [.. logs.Select((x, i) => i == k ? x + step : x)];
                        Assert.Equal((At(Moved(1e-5)) - At(Moved(-1e-5))) / 2e-5, gradient[k], 1e-6 * Math.Max(1, Math.Abs(gradient[k])));
                    }
                }
            }
        }
    }

    [Fact]
    public void A_simulated_base_is_found_again()
    {
        var random = new Random(11);
        var (renewals, left) = (new int[40_000], new bool[40_000]);
        for (var i = 0; i < renewals.Length; i++)
        {
            // A beta draw as a ratio of gamma draws, of shapes 1 and 3, whole numbers of exponentials.
            var (a, b) = (-Math.Log(random.NextDouble()), -Math.Log(random.NextDouble()) - Math.Log(random.NextDouble()) - Math.Log(random.NextDouble()));
            var (leaves, asked) = (a / (a + b), 1 + random.Next(10)); // members began on different dates
            while (renewals[i] < asked && !(left[i] = random.NextDouble() < leaves))
                renewals[i]++;
        }

        var model = ContractModel.Fit(ContractHistories.FromMembers(renewals, left, TimeUnit.Month));
        Assert.InRange(model.ParameterValues[0], 1 - 4 * model.Report!.StandardErrors[0], 1 + 4 * model.Report.StandardErrors[0]);
        Assert.InRange(model.ParameterValues[1], 3 - 4 * model.Report.StandardErrors[1], 3 + 4 * model.Report.StandardErrors[1]);
        Assert.True(model.Report.StandardErrors[0] < 0.05);
    }

    [Fact]
    public void Laws_hold_for_every_family()
    {
        var values = Gen.Choose(1, 60).Select(number => number / 12.0);
        Prop.ForAll(
            (from family in Gen.Elements(Enum.GetValues<ContractFamily>())
             from a in values
             from b in values
             from c in values
             from n in Gen.Choose(0, 12)
             select (Family: family, A: a, B: b, C: Math.Min(c, 2), N: n)).ToArbitrary(),
            (given) =>
            {
                var law = ContractLaw.Of(given.Family);
                double[] parameters = law.ParameterNames.Count switch { 1 => [given.A / 6], 2 => [given.A, given.B], _ => [given.A, given.B, given.C] };
                var model = new ContractModel(given.Family, parameters, TimeUnit.Month);
                var curve = model.RetentionCurve(30);
                Assert.Equal(1, curve.Sum(point => point.ProbabilityOfLeaving) + curve[^1].Survival, 1e-12);
                Assert.All(curve, point => Assert.InRange(point.RetentionRate, 0, 1));
                if (given.Family is ContractFamily.ShiftedBetaGeometric)
                    Assert.All(curve.Skip(1), point => Assert.True(point.RetentionRate >= curve[point.Renewal - 2].RetentionRate));
                var rate = DiscountRate.PerPeriod(0.02, TimeUnit.Month);
                var (before, renewal, after) = (
                    model.DiscountedLifetime(given.N, rate, ContractMoment.BeforePayment),
                    model.DiscountedLifetime(given.N, rate, ContractMoment.BeforeRenewal),
                    model.DiscountedLifetime(given.N, rate));
                if (model.IsContinuous)
                    Assert.Equal(before, after);
                else
                    Assert.True(Math.Abs(before - 1 - after) < 1e-9 * before && Math.Abs(after * 1.02 - renewal) < 1e-11 * (1 + renewal));
                var brute = Enumerable.Range(0, 4000).Sum(k => model.Survival(given.N, k) * Math.Pow(1.02, -k));
                if (!model.IsContinuous)
                    Assert.Equal(1, before / brute, 1e-9);
                Assert.Equal(model.ToString(), ContractModel.FromJson(model.ToJson()).ToString());
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Histories_add_up_in_any_order_and_say_what_is_wrong()
    {
        var (a, b) = (Of(Regular[..5]), Of(HighEnd[..4]));
        Assert.Equal(ContractModel.Fit(ContractHistories.Merge([a, b])).ToJson(), ContractModel.Fit(ContractHistories.Merge([b, a])).ToJson());
        Assert.Equal(
            ContractModel.Fit(ContractHistories.FromTriangle([Regular[..5], HighEnd[..4]], TimeUnit.Year)).ToJson(),
            ContractModel.Fit(ContractHistories.Merge([a, b])).ToJson());
        Assert.Equal(2000, ContractHistories.Merge([a, b]).Members);
        Assert.Contains("survivors[2] is 5", Assert.Throws<ArgumentException>(() => Of([9, 4, 5])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Of([]));
        Assert.Throws<ArgumentException>(() => ContractHistories.Merge([a, ContractHistories.FromSurvivors([5, 3], TimeUnit.Month)]));
        Assert.Throws<ArgumentException>(() => ContractHistories.FromMembers([1, -1], [true, false], TimeUnit.Month));
        Assert.Throws<ArgumentException>(() => ContractHistories.FromMembers([1], [true, false], TimeUnit.Month));
        Assert.Throws<ArgumentException>(() => ContractHistories.FromDurations([double.NaN], [true], TimeUnit.Month));
        Assert.Throws<ArgumentException>(() => ContractHistories.FromDurations([0], [true], TimeUnit.Month));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContractHistories.FromSurvivors([5, 3], default));
    }

    [Theory]
    [InlineData(ContractFamily.Geometric, 1.0)]
    [InlineData(ContractFamily.ShiftedBetaGeometric, 0.0, 1.0)]
    [InlineData(ContractFamily.ShiftedBetaGeometric, 1.0, double.PositiveInfinity)]
    [InlineData(ContractFamily.WeibullGamma, 1.0, 1.0, double.NaN)]
    public void Parameters_out_of_range_are_named(ContractFamily family, params double[] values)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ContractModel(family, values, TimeUnit.Month));
        Assert.Contains("The parameter ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_triangle_is_fitted()
    {
        // Note 017: five cohorts of 10,000; the optimum itself, at which a solver need not have stopped.
        long[] whole = [10000, 8000, 6480, 5307, 4391];
        var model = ContractModel.Fit(ContractHistories.FromTriangle([.. Enumerable.Range(1, 5).Select(length => whole[..length])], TimeUnit.Year));
        Assert.Equal(-40255.8372807, model.Report!.LogLikelihood, 1e-6);
        Assert.Equal(3.79812, model.ParameterValues[0], 2e-4);
        Assert.Equal(15.1919, model.ParameterValues[1], 1e-3);

        // How many began and how many are left, and nothing in between.
        var (from, to, weights) = (new List<double>(), new List<double>(), new List<double>());
        for (var n = 1; n <= 4; n++)
        {
            from.AddRange([0, n]);
            to.AddRange([n, double.PositiveInfinity]);
            weights.AddRange([10000 - whole[n], whole[n]]);
        }

        var ends = ContractModel.Fit(ContractHistories.FromIntervals([.. from], [.. to], TimeUnit.Year, [.. weights]));
        Assert.Equal(-25260.5048745, ends.Report!.LogLikelihood, 1e-6);
        Assert.Equal(3.79647, ends.ParameterValues[0], 2e-4);
    }

    private static ContractHistories Of(long[] survivors) => ContractHistories.FromSurvivors(survivors, TimeUnit.Year);

    private static double LogLikelihood(ContractModel model, ContractHistories histories)
    {
        var sum = 0.0;
        for (var i = 0; i < histories.Rows; i++)
            sum += histories.Weight[i] * model.LogLikelihood(histories.From[i], histories.To[i]);
        return sum;
    }
}
