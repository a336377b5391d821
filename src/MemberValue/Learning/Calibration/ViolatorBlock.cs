namespace MemberValue.Learning;

/// <summary>A run of scores with one share of yes, in pool adjacent violators.</summary>
internal readonly record struct ViolatorBlock(double Least, double Greatest, double Yes, double Total)
{
    public double Mean => Math.Min(Yes / Total, 1);

    /// <summary>Adds the next block, and pools it with those before it whose share is not below its own.</summary>
    public static void Push(List<ViolatorBlock> blocks, ViolatorBlock next)
    {
        while (blocks.Count > 0 && blocks[^1].Mean >= next.Mean)
        {
            var before = blocks[^1];
            next = new ViolatorBlock(before.Least, next.Greatest, before.Yes + next.Yes, before.Total + next.Total);
            blocks.RemoveAt(blocks.Count - 1);
        }

        blocks.Add(next);
    }
}
