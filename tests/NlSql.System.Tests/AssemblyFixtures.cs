using NlSql.Testing.Servers;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TestServers))]

// A running system is a dozen processes; one at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]
