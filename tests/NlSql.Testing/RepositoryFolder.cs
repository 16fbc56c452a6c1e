namespace NlSql.Testing;

/// <summary>The root of the repository, for tests that read its files or run its scripts.</summary>
public static class RepositoryFolder
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "NlSql.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No NlSql.sln above {AppContext.BaseDirectory}: run the tests from a build inside the repository.");
    }
}
