using NlSql.Testing.Servers;

[assembly: AssemblyFixture(typeof(TestServers))]
