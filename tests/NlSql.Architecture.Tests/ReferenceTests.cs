using System.Xml.Linq;
using NlSql.Testing;

namespace NlSql.Architecture.Tests;

/// <summary>Who may refer to whom: services → libraries and ServiceDefaults; ReaderQueries → Query and ServiceDefaults; Query and Drafting → SemanticModel → nothing; no service → service.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> LibrariesMayRefer = new()
    {
        ["NlSql.Contracts"] = [],
        ["NlSql.SemanticModel"] = [],
        ["NlSql.Query"] = ["NlSql.SemanticModel"],
        ["NlSql.Drafting"] = ["NlSql.SemanticModel"],
        // The step between two of them, and so the only library that knows a service's shared parts.
        ["NlSql.ReaderQueries"] = ["NlSql.Query", "NlSql.ServiceDefaults"],
    };

    private static readonly string[] ServicesMayRefer = ["NlSql.ServiceDefaults", "NlSql.Contracts", "NlSql.SemanticModel", "NlSql.Query", "NlSql.Drafting", "NlSql.ReaderQueries"];

    public static TheoryData<string> Services => [.. ProjectsIn("services").Select(NameOf)];

    public static TheoryData<string> Libraries => [.. ProjectsIn("libraries").Select(NameOf)];

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_References_AreLibrariesAndServiceDefaultsAlone(string service) =>
        Assert.Empty(ProjectReferencesOf(Find("services", service)).Except(ServicesMayRefer));

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_References_AreThoseOfTheMap(string library) =>
        Assert.Empty(ProjectReferencesOf(Find("libraries", library)).Except(LibrariesMayRefer[library]));

    [Fact]
    public void Contracts_Packages_AreNone() => Assert.Empty(PackagesOf(Find("libraries", "NlSql.Contracts")));

    [Fact]
    public void Query_Packages_AreNone() => Assert.Empty(PackagesOf(Find("libraries", "NlSql.Query")));

    [Fact]
    public void Drafting_Packages_AreNone() => Assert.Empty(PackagesOf(Find("libraries", "NlSql.Drafting")));

    [Fact]
    public void ServiceDefaults_References_AreContractsAlone() =>
        Assert.Empty(ProjectReferencesOf(Path.Combine(RepositoryFolder.Root, "NlSql.ServiceDefaults", "NlSql.ServiceDefaults.csproj")).Except(["NlSql.Contracts"]));

    private static string[] ProjectsIn(string folder) =>
        Directory.GetFiles(Path.Combine(RepositoryFolder.Root, folder), "*.csproj", SearchOption.AllDirectories);

    private static string Find(string folder, string name) => ProjectsIn(folder).Single(path => NameOf(path) == name);

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static IEnumerable<string> ProjectReferencesOf(string project) => Includes(project, "ProjectReference").Select(NameOf);

    private static IEnumerable<string> PackagesOf(string project) => Includes(project, "PackageReference");

    private static IEnumerable<string> Includes(string project, string element) =>
        XDocument.Load(project).Descendants(element).Select(e => e.Attribute("Include")?.Value.Replace('\\', '/')).OfType<string>();
}
