namespace NlSql.AppHost.LocalHosting.Running;

/// <summary>Where a run leaves its traces, below .data/ (or <c>NLSQL_DATA</c>): the state that <c>./nlsql status</c> reads, and the logs.</summary>
internal sealed record RunFolders(string Root, string State, string Logs)
{
    public string Supervisor => Path.Combine(Root, "eng", "supervise.sh");

    public static RunFolders Open(string root)
    {
        var data = Environment.GetEnvironmentVariable("NLSQL_DATA") is { Length: > 0 } chosen ? chosen : Path.Combine(root, ".data");
        return new RunFolders(
            root,
            Directory.CreateDirectory(Path.Combine(data, "run")).FullName,
            Directory.CreateDirectory(Path.Combine(data, "logs")).FullName);
    }
}
