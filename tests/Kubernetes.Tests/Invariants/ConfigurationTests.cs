using FaceGrid.Kubernetes.Tests.Manifests;

namespace FaceGrid.Kubernetes.Tests.Invariants;

public sealed class ConfigurationTests
{
    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Options_EveryPod_DefinedByTheSiloWithAcceptedValues(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Workloads, workload =>
        {
            var options = OptionsOf(overlay, workload);
            Assert.NotEmpty(options);
            foreach (var (option, value) in options)
            {
                Assert.True(SiloContract.Options.TryGetValue(option, out var accepts), $"{workload.Name}: the silo has no option {option}");
                Assert.True(accepts(value), $"{workload.Name}: {option} does not accept '{value}'");
            }
        });
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Options_ByProvider_Complete(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Workloads, workload =>
        {
            var options = OptionsOf(overlay, workload);
            Assert.Equal(options["Clustering__Provider"] != "localhost", options.ContainsKey("Clustering__ConnectionStringFile"));
            Assert.Equal(options["Storage__Provider"] != "sqlite", options.ContainsKey("Storage__ConnectionStringFile"));
            Assert.Equal(options["Storage__Provider"] == "sqlite", options.ContainsKey("Storage__Path"));
            Assert.Equal(options["Blobs__Provider"] != "disk", options.ContainsKey("Blobs__ConnectionStringFile"));
            Assert.Equal(options["Blobs__Provider"] == "disk", options.ContainsKey("Blobs__Path"));
        });
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Network_SiloBeyondLoopback_HasTlsKeysAndACluster(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Silos, silo =>
        {
            var options = OptionsOf(overlay, silo);
            if (!options.TryGetValue("Endpoints__AdvertisedAddress", out var address))
            {
                // A silo on the loopback interface is the only member of its cluster.
                Assert.Equal("localhost", options["Clustering__Provider"]);
                Assert.Equal(1, Assert.Single(overlay.Deployments).Spec.Replicas);
                return;
            }

            Assert.Equal(SiloContract.PodAddress, address);
            Assert.NotEqual("localhost", options["Clustering__Provider"]);
            Assert.NotEqual("sqlite", options["Storage__Provider"]);
            string[] required = ["Tls__CertificateFile", "Tls__KeyFile", "Tls__AuthorityFile", "Encryption__KeyFile"];
            Assert.All(required, o => Assert.Contains(o, options.Keys));
        });
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Paths_OfOptions_LieOnMounts(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Workloads, workload =>
        {
            foreach (var (option, path) in OptionsOf(overlay, workload).Where(o => IsPathOption(o.Key)))
            {
                var mount = Assert.Single(
                    workload.Container.VolumeMounts,
                    m => path == m.MountPath || path.StartsWith(m.MountPath + "/", StringComparison.Ordinal));
                var volume = Assert.Single(workload.Pod.Volumes, v => v.Name == mount.Name);
                var isSecret = option.EndsWith("File", StringComparison.Ordinal);
                Assert.Equal(isSecret, volume.Secret is not null);
                Assert.Equal(isSecret, mount.ReadOnlyProperty ?? false);

                // State must outlive the pod; the job that applies the schema writes to none of its paths.
                var isDurable = isSecret || !workload.IsSilo || volume.PersistentVolumeClaim is not null;
                Assert.True(isDurable, $"{workload.Name}: {option} is lost with the pod");
            }
        });
    }

    [Theory]
    [InlineData("dev", "control,compute")]
    [InlineData("postgres", "compute|control")]
    [InlineData("azure", "compute|control")]
    [InlineData("gpu", "compute|control|gpu")]
    [InlineData("autoscale", "compute|control|gpu")]
    public void Roles_OfTheSilos_AsTheOverlaySays(string name, string roles)
    {
        var overlay = Overlay.Read(name);
        Assert.Equal(roles.Split('|'), overlay.Silos.Select(s => OptionsOf(overlay, s)["Roles"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dev", "localhost", "sqlite", "disk")]
    [InlineData("postgres", "postgres", "postgres", "disk")]
    [InlineData("azure", "azure", "azure", "azure")]
    public void Providers_OfTheSilos_AsTheOverlaySays(string name, string clustering, string storage, string blobs)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Silos, silo =>
        {
            var options = OptionsOf(overlay, silo);
            Assert.Equal(
                (clustering, storage, blobs),
                (options["Clustering__Provider"], options["Storage__Provider"], options["Blobs__Provider"]));
        });
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("gpu")]
    [InlineData("autoscale")]
    public void InitDb_OnPostgres_AloneHasTheSecretOfTheOwner(string name)
    {
        var overlay = Overlay.Read(name);
        var job = Assert.Single(overlay.Workloads, w => !w.IsSilo);
        Assert.Equal(["init-db"], job.Container.Args);
        Assert.All(overlay.Silos, silo =>
        {
            Assert.Equal(silo.Name == "facegrid-gpu" ? ["run", "--device", "cuda"] : ["run"], silo.Container.Args);
            Assert.Equal(("facegrid-database", "facegrid-database-owner"), (DatabaseSecret(silo), DatabaseSecret(job)));
        });

        static string DatabaseSecret(Workload workload) => Assert.Single(workload.Pod.Volumes, v => v.Name == "database").Secret.SecretName;
    }

    private static bool IsPathOption(string name) =>
        name.EndsWith("File", StringComparison.Ordinal) || name.EndsWith("Path", StringComparison.Ordinal);

    private static Dictionary<string, string> OptionsOf(Overlay overlay, Workload workload) =>
        overlay.EnvironmentOf(workload)
            .Where(v => v.Key.StartsWith("FACEGRID_", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(v => OptionName(v.Key), v => v.Value);

    // A variable with another prefix keeps its full name, so that the tests report it as unknown.
    private static string OptionName(string variable) =>
        variable.StartsWith(SiloContract.Prefix, StringComparison.Ordinal) ? variable[SiloContract.Prefix.Length..] : variable;
}
