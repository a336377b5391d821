using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Rfm;

/// <summary>Members by their levels in two dimensions of the score, with a value of each: what a heat map of recency and frequency shows. Immutable.</summary>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed class RfmGrid : IWritesJson
{
    private readonly RfmGridCell[] _cells; // by row and column level

    private RfmGrid(RfmDimension rows, RfmDimension columns, int rowLevels, int columnLevels, RfmGridCell[] cells, int unscored)
    {
        (Rows, Columns, RowLevels, ColumnLevels, _cells, Unscored) = (rows, columns, rowLevels, columnLevels, cells, unscored);
    }

    /// <summary>The dimension of the rows.</summary>
    public RfmDimension Rows { get; }

    /// <summary>The dimension of the columns.</summary>
    public RfmDimension Columns { get; }

    /// <summary>The best level of a row; levels are 1 to this.</summary>
    public int RowLevels { get; }

    /// <summary>The best level of a column; levels are 1 to this.</summary>
    public int ColumnLevels { get; }

    /// <summary>The members without a score, who are in no cell.</summary>
    public int Unscored { get; }

    /// <summary>The members of two levels.</summary>
    /// <param name="row">A level of the rows, 1 to <see cref="RowLevels"/>.</param>
    /// <param name="column">A level of the columns, 1 to <see cref="ColumnLevels"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level.</exception>
    public RfmGridCell this[int row, int column]
    {
        get
        {
            if (row < 1 || row > RowLevels)
                throw Error.OutOfRange(nameof(row), $"The row is {row}; it must be from 1 to {RowLevels}.");
            if (column < 1 || column > ColumnLevels)
                throw Error.OutOfRange(nameof(column), $"The column is {column}; it must be from 1 to {ColumnLevels}.");
            return _cells[((row - 1) * ColumnLevels) + column - 1];
        }
    }

    /// <summary>Counts members and sums their values by level.</summary>
    /// <param name="scores">One score per member; those without one are counted separately.</param>
    /// <param name="values">One value per member, in the same order, such as net spend; NaN is left out of sums, means and medians.</param>
    /// <param name="rows">The dimension of the rows.</param>
    /// <param name="columns">The dimension of the columns, different from that of the rows.</param>
    /// <exception cref="ArgumentException">Not one value per member, the same dimension twice, or scores of scales with different levels.</exception>
    /// <remarks>Sorts the values of each cell: the order of members does not matter.</remarks>
    public static RfmGrid Of(
        ReadOnlySpan<RfmScore> scores, ReadOnlySpan<double> values, RfmDimension rows = RfmDimension.Frequency, RfmDimension columns = RfmDimension.Recency)
    {
        if (scores.Length != values.Length)
            throw Error.Argument($"There are {values.Length} values for {scores.Length} scores.", nameof(values));
        if (rows == columns)
            throw Error.Argument($"Rows and columns are both {rows}; they must be two dimensions.", nameof(columns));
        var levels = LevelsOf(scores);
        var (rowLevels, columnLevels) = (LevelOf(levels, rows), LevelOf(levels, columns));
        var cells = new RfmGridCell[rowLevels * columnLevels];
        var members = new int[cells.Length];
        var cellValues = new List<double>[cells.Length];
        var unscored = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!scores[i].IsScored)
            {
                unscored++;
                continue;
            }

            var cell = ((LevelOf(scores[i], rows) - 1) * columnLevels) + LevelOf(scores[i], columns) - 1;
            members[cell]++;
            if (!double.IsNaN(values[i]))
                (cellValues[cell] ??= []).Add(values[i]);
        }

        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = CellOf(members[cell], cellValues[cell]);
        return new RfmGrid(rows, columns, rowLevels, columnLevels, cells, unscored);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Rows} by {Columns}, {RowLevels} x {ColumnLevels}, {_cells.Sum(cell => cell.Members)} members");

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, grid) =>
    {
        to.Property(nameof(Rows), grid.Rows);
        to.Property(nameof(Columns), grid.Columns);
        to.Items("Cells", grid._cells.Chunk(grid.ColumnLevels), static (to, row) => to.List(row, static (to, cell) => to.Object(cell, static (to, cell) =>
        {
            to.Property(nameof(cell.Members), cell.Members);
            to.Property(nameof(cell.Sum), cell.Sum);
            to.Property(nameof(cell.Mean), cell.Mean);
            to.Property(nameof(cell.Median), cell.Median);
        })));
        to.Property(nameof(Unscored), grid.Unscored);
    });

    private static RfmGridCell CellOf(int members, List<double>? values)
    {
        if (values is null)
            return new RfmGridCell(members, 0, double.NaN, double.NaN);
        values.Sort();
        var sum = values.Sum();
        return new RfmGridCell(members, sum, sum / values.Count, Type7.At(CollectionsMarshal.AsSpan(values), 0.5));
    }

    /// <summary>The levels of the scores' scale; for scores created by hand, the highest that they have, but at least 5.</summary>
    private static RfmLevels LevelsOf(ReadOnlySpan<RfmScore> scores)
    {
        RfmLevels? levels = null;
        var (r, f, m) = (5, 5, 5);
        foreach (ref readonly var score in scores)
        {
            (r, f, m) = (Math.Max(r, score.R), Math.Max(f, score.F), Math.Max(m, score.M));
            levels ??= score.Levels;
            if (levels != (score.Levels ?? levels))
                throw Error.Argument($"Scores have {levels} and {score.Levels} levels; they must be of one scale.", nameof(scores));
        }

        foreach (ref readonly var score in scores)
        {
            if (levels is { } scale && (score.R > scale.Recency || score.F > scale.Frequency || score.M > scale.Monetary))
                throw Error.Argument($"A score is {score}, and the scale has {levels} levels; they must be of one scale.", nameof(scores));
        }

        return levels ?? new RfmLevels(r, f, m);
    }

    private static int LevelOf(RfmLevels levels, RfmDimension dimension) => dimension switch
    {
        RfmDimension.Recency => levels.Recency,
        RfmDimension.Frequency => levels.Frequency,
        _ => levels.Monetary,
    };

    private static int LevelOf(RfmScore score, RfmDimension dimension) => dimension switch
    {
        RfmDimension.Recency => score.R,
        RfmDimension.Frequency => score.F,
        _ => score.M,
    };
}
