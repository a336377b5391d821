namespace MemberValue.Clusters;

/// <summary>The pairing of rows with columns that costs least: the Hungarian method (Kuhn 1955; Jonker and Volgenant's shortest paths).</summary>
internal static class Pairing
{
    /// <summary>The column of each row, -1 where there are fewer columns than rows and the row got none.</summary>
    public static int[] Of(double[,] costs)
    {
        var (rows, columns) = (costs.GetLength(0), costs.GetLength(1));
        var n = Math.Max(rows, columns);
        double Cost(int row, int column) => row < rows && column < columns ? costs[row, column] : 0;
        var (rowPrices, columnPrices, rowOf) = (new double[n + 1], new double[n + 1], new int[n + 1]);
        for (var row = 1; row <= n; row++)
        {
            var (least, from, isUsed, at) = (new double[n + 1], new int[n + 1], new bool[n + 1], 0);
            least.AsSpan().Fill(double.PositiveInfinity);
            rowOf[0] = row;
            while (rowOf[at] != 0)
            {
                isUsed[at] = true;
                var (current, step, next) = (rowOf[at], double.PositiveInfinity, 0);
                for (var column = 1; column <= n; column++)
                {
                    if (isUsed[column])
                        continue;
                    var reduced = Cost(current - 1, column - 1) - rowPrices[current] - columnPrices[column];
                    if (reduced < least[column])
                        (least[column], from[column]) = (reduced, at);
                    if (least[column] < step)
                        (step, next) = (least[column], column);
                }

                for (var column = 0; column <= n; column++)
                {
                    if (isUsed[column])
                    {
                        rowPrices[rowOf[column]] += step;
                        columnPrices[column] -= step;
                    }
                    else
                    {
                        least[column] -= step;
                    }
                }

                at = next;
            }

            for (; at != 0; at = from[at])
                rowOf[at] = rowOf[from[at]];
        }

        var places = new int[rows];
        Array.Fill(places, -1);
        for (var column = 1; column <= columns; column++)
        {
            if (rowOf[column] <= rows)
                places[rowOf[column] - 1] = column - 1;
        }

        return places;
    }
}
