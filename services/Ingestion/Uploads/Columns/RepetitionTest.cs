namespace NlSql.Ingestion.Uploads.Columns;

/// <summary>
/// Whether no value of a column comes twice. Most columns repeat one soon, and the sample of distinct values notices; the hashes of the
/// others are kept and compared at the end, as long as the process has room for them.
/// </summary>
internal sealed class RepetitionTest(RepetitionBudget budget) : IDisposable
{
    // Large enough to be left where it is when memory is tidied up.
    private const int BlockSize = 16 << 10;
    // Hashes are compared in ranges of their upper three bits, so that sorting needs little room.
    private const int Ranges = 8;
    private List<ulong[]>? blocks = [];
    private int used = BlockSize;
    private bool repeated;
    private bool? unique;

    /// <summary>Whether all values differ; null when there were too many to tell, or none. Nothing may be added afterwards.</summary>
    public bool? Unique => repeated ? false : unique ??= Decide();

    /// <summary>A value is there that was there before.</summary>
    public void Fail()
    {
        repeated = true;
        Dispose();
    }

    public void Add(ulong hash)
    {
        if (blocks is null)
            return;
        if (used == BlockSize)
        {
            if (!budget.TryTake(BlockSize))
            {
                Dispose();
                return;
            }

            blocks.Add(new ulong[BlockSize]);
            used = 0;
        }

        blocks[^1][used++] = hash;
    }

    /// <summary>Gives the room back.</summary>
    public void Dispose()
    {
        if (blocks is null)
            return;
        budget.GiveBack(blocks.Count * BlockSize);
        blocks = null;
    }

    private bool? Decide()
    {
        if (blocks is null or [])
            return null;
        var range = new List<ulong>();
        for (var number = 0UL; number < Ranges; number++)
        {
            range.Clear();
            for (var i = 0; i < blocks.Count; i++)
            {
                foreach (var hash in blocks[i].AsSpan(0, i == blocks.Count - 1 ? used : BlockSize))
                {
                    if (hash >> 61 == number)
                        range.Add(hash);
                }
            }

            range.Sort();
            for (var i = 1; i < range.Count; i++)
            {
                if (range[i] == range[i - 1])
                {
                    Dispose();
                    return false;
                }
            }
        }

        Dispose();
        return true;
    }
}

/// <summary>How many hashes the uploads of this process may hold together; eight bytes each.</summary>
internal sealed class RepetitionBudget(int hashes)
{
    private int left = hashes;

    public bool TryTake(int count)
    {
        if (Interlocked.Add(ref left, -count) >= 0)
            return true;
        GiveBack(count);
        return false;
    }

    public void GiveBack(int count) => Interlocked.Add(ref left, count);
}
