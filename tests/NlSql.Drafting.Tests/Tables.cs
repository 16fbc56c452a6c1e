using NlSql.Drafting.Profiling;

namespace NlSql.Drafting.Tests;

/// <summary>Small tables as text: a header line, then rows, cells parted by bars.</summary>
internal static class Tables
{
    public static TableProfile Of(string name, params string[] lines)
    {
        var headers = lines[0].Split('|');
        var profiler = new TableProfiler(name, headers);
        foreach (var cells in lines.Skip(1).Select(l => l.Split('|')))
        {
            for (var i = 0; i < headers.Length; i++)
                profiler.Add(i, cells[i]);
            profiler.EndRow();
        }

        return profiler.Finish();
    }

    public static ColumnProfile Column(params string[] values) => Of("t", ["x", .. values]).Columns[0];
}
