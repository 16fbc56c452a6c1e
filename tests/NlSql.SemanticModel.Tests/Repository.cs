namespace NlSql.SemanticModel.Tests;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class Repository
{
    public static string Path(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "NlSql.sln")))
            folder = folder.Parent;
        return System.IO.Path.Combine([folder?.FullName ?? throw new InvalidOperationException("NlSql.sln was not found."), .. parts]);
    }
}
