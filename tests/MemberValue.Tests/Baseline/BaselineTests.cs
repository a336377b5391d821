using MemberValue.Tests.Conventions;

namespace MemberValue.Tests.Baseline;

/// <summary>The library says what it said when the files were stored, to the last bit. README.md says what is in each file.</summary>
public class BaselineTests
{
    [Fact]
    public void Tables_of_Online_Retail() => OneFile("retail-tables", sheet => TableBaseline.Tables(sheet, Logs.Retail()));

    [Fact]
    public void Tables_of_CDNOW() => OneFile("cdnow-tables", sheet => TableBaseline.Tables(sheet, Logs.Cdnow()));

    [Fact]
    public void Series_of_tables_of_Online_Retail() => OneFile("retail-series", sheet => TableBaseline.Series(sheet, Logs.Retail()));

    [Fact]
    public void Series_of_tables_of_CDNOW() => OneFile("cdnow-series", sheet => TableBaseline.Series(sheet, Logs.Cdnow()));

    [Fact]
    public void Fits_to_Online_Retail() => TwoFiles("retail-fits", (numbers, sentences) => FitBaseline.Fits(numbers, sentences, Logs.Retail()));

    [Fact]
    public void Fits_to_CDNOW() => TwoFiles("cdnow-fits", (numbers, sentences) => FitBaseline.Fits(numbers, sentences, Logs.Cdnow()));

    [Fact]
    public void Predictions_for_Online_Retail() => OneFile("retail-predictions", sheet => PredictionBaseline.Predictions(sheet, Logs.Retail()));

    [Fact]
    public void Predictions_for_CDNOW() => OneFile("cdnow-predictions", sheet => PredictionBaseline.Predictions(sheet, Logs.Cdnow()));

    [Fact]
    public void The_whole_assessment_of_Online_Retail() =>
        TwoFiles("retail-assessment", (numbers, sentences) => AssessmentBaseline.Whole(numbers, sentences, Logs.Retail()));

    [Fact]
    public void The_whole_assessment_of_CDNOW() =>
        TwoFiles("cdnow-assessment", (numbers, sentences) => AssessmentBaseline.Whole(numbers, sentences, Logs.Cdnow()));

    [Fact]
    public void Each_choice_of_an_assessment_of_Online_Retail() =>
        TwoFiles("retail-choices", (numbers, sentences) => AssessmentBaseline.Choices(numbers, sentences, Logs.Retail()));

    [Fact]
    public void Each_choice_of_an_assessment_of_CDNOW() =>
        TwoFiles("cdnow-choices", (numbers, sentences) => AssessmentBaseline.Choices(numbers, sentences, Logs.Cdnow()));

    [Fact]
    public void Learners_of_Online_Retail() => TwoFiles("retail-learning", (numbers, sentences) => LearningBaseline.Learned(numbers, sentences, Logs.Retail()));

    [Fact]
    public void Metrics_of_Online_Retail() => OneFile("retail-metrics", sheet => MetricsBaseline.Metrics(sheet, Logs.Retail()));

    [Fact]
    public void Metrics_of_CDNOW() => OneFile("cdnow-metrics", sheet => MetricsBaseline.Metrics(sheet, Logs.Cdnow()));

    [Fact]
    public void The_JSON_of_every_kind() => OneFile("cdnow-json", sheet => JsonBaseline.Stored(sheet, Logs.Cdnow()));

    private static void OneFile(string name, Action<Sheet> fill)
    {
        var sheet = new Sheet();
        fill(sheet);
        StoredFile.Check($"{name}.txt.gz", sheet.Lines);
    }

    /// <summary>Numbers and sentences apart, so that a change of prose leaves the file of numbers alone.</summary>
    private static void TwoFiles(string name, Action<Sheet, Sheet> fill)
    {
        var (numbers, sentences) = (new Sheet(), new Sheet());
        fill(numbers, sentences);
        Assert.Multiple(
            () => StoredFile.Check($"{name}.txt.gz", numbers.Lines),
            () => StoredFile.Check($"{name}-sentences.txt.gz", sentences.Lines));
    }
}
