namespace NlSql.Ingestion.Uploads.Sources.Xlsx;

/// <summary>The distinct texts of a workbook, which its cells name by number. Held in memory as UTF-8, up to a limit.</summary>
internal sealed class SharedTexts
{
    private const int BlockSize = 1 << 20;
    // What the place of a text takes.
    private const int PlaceSize = 12;
    private readonly List<byte[]> blocks = [];
    private readonly List<(int Block, int Start, int Length)> places = [];
    private int used;
    private long total;

    /// <summary>Reads the texts; none when there is no part.</summary>
    public static SharedTexts Read(XlsxArchive archive, string? path, UploadOptions options)
    {
        var texts = new SharedTexts();
        using var xml = path is null ? null : archive.Open(path);
        var text = new CellText(options.MaximumCellBytes);
        while (xml?.Next() == true)
        {
            if (xml.Begins("si"))
            {
                text.Clear();
                if (xml.IsEmptyElement)
                    texts.Add(text.Utf8(), options);
            }
            else if (xml.Ends("si"))
            {
                texts.Add(text.Utf8(), options);
            }
            else
            {
                text.Take(xml);
            }
        }

        return texts;
    }

    /// <summary>A text by its number.</summary>
    public bool TryGet(int number, out ReadOnlySpan<byte> text)
    {
        if ((uint)number >= (uint)places.Count)
        {
            text = default;
            return false;
        }

        var (block, start, length) = places[number];
        text = blocks[block].AsSpan(start, length);
        return true;
    }

    private void Add(ReadOnlySpan<byte> text, UploadOptions options)
    {
        total += text.Length + PlaceSize;
        if (total > options.MaximumSharedTextBytes)
            throw new UnreadableException(UploadErrors.XlsxTextsTooLarge(options.MaximumSharedTextBytes));
        if (blocks.Count == 0 || blocks[^1].Length - used < text.Length)
        {
            blocks.Add(new byte[Math.Max(BlockSize, text.Length)]);
            used = 0;
        }

        text.CopyTo(blocks[^1].AsSpan(used));
        places.Add((blocks.Count - 1, used, text.Length));
        used += text.Length;
    }
}
