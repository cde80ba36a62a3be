using FaceGrid.Kubernetes.Tests.Manifests;
using FaceGrid.Kubernetes.Tests.Schemas;

namespace FaceGrid.Kubernetes.Tests;

public sealed class ManifestSchemaTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: a
        spec:
          replicas: 3
          selector:
            matchLabels: {app: a}
          template:
            metadata:
              labels: {app: a}
            spec:
              containers:
                - name: a
                  image: a:1
                  env:
                    - name: PORT
                      value: "80"
                  ports:
                    - containerPort: 80
                  readinessProbe:
                    httpGet: {path: /, port: 80}
                  resources:
                    requests: {cpu: 100m}
              volumes:
                - name: secret
                  secret: {secretName: s, defaultMode: 0440}
        """;

    private const string ScaledObject = """
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata:
          name: a
        spec:
          scaleTargetRef:
            name: a
          minReplicaCount: 1
          maxReplicaCount: 3
          advanced:
            horizontalPodAutoscalerConfig:
              behavior:
                scaleDown:
                  stabilizationWindowSeconds: 600
                  policies:
                    - {type: Pods, value: 1, periodSeconds: 60}
          triggers:
            - type: prometheus
              metricType: Value
              metadata:
                serverAddress: http://p:9090
                query: up
                threshold: "2"
        """;

    public static TheoryData<string> Sources => [.. KubernetesFolder.Sources];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Faults_EverySource_None(string source)
    {
        // A file that a kustomization lists under patches is a partial manifest.
        var isPatch = File.ReadAllText(Path.Combine(KubernetesFolder.Path, Path.GetDirectoryName(source)!, "kustomization.yaml"))
            .Contains($"- path: {Path.GetFileName(source)}", StringComparison.Ordinal);
        var documents = Yaml.Documents(KubernetesFolder.Read(source));
        Assert.NotEmpty(documents);
        Assert.Empty(documents.SelectMany(d => ManifestSchema.Faults(d, isPatch)));
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Faults_EveryRenderedOverlay_None(string overlay)
    {
        var documents = Overlay.Read(overlay).Documents;
        Assert.NotEmpty(documents);
        Assert.Empty(documents.SelectMany(d => ManifestSchema.Faults(d)));
    }

    [Fact]
    public void Faults_SoundExamples_None()
    {
        Assert.Empty(ManifestSchema.Faults(Parse(Deployment)));
        Assert.Empty(ManifestSchema.Faults(Parse(ScaledObject)));
    }

    [Theory]
    [InlineData("replicas: 3", "replica: 3", "replica")]
    [InlineData("replicas: 3", "replicas: \"3\"", "replicas")]
    [InlineData("replicas: 3", "replicas: many", "replicas")]
    [InlineData("apps/v1", "extensions/v1beta1", "not known")]
    [InlineData("kind: Deployment", "kind: Deploymint", "not known")]
    [InlineData("value: \"80\"", "value: 80", "value")]
    [InlineData("value: \"80\"", "value: true", "value")]
    [InlineData("containerPort: 80", "containerPort: http", "containerPort")]
    [InlineData("containerPort: 80", "protocol: TCP", "containerPort is missing")]
    [InlineData("port: 80}", "port: [80]}", "port")]
    [InlineData("cpu: 100m", "cpu: lots", "lots")]
    [InlineData("image: a:1", "imagePullPolicy: IfNotPresent", "image is missing")]
    [InlineData("image: a:1", "image: a:1\n          imagePullPolicy: Sometimes", "Sometimes")]
    [InlineData("- name: a\n", "- name: a\n          livenesProbe: {}\n", "livenesProbe")]
    [InlineData("selector:\n    matchLabels: {app: a}", "minReadySeconds: 1", "selector is missing")]
    [InlineData("defaultMode: 0440", "defaultMode: \"0440\"", "defaultMode")]
    [InlineData("name: a\nspec", "labels: {}\nspec", "metadata.name is missing")]
    public void Faults_BrokenDeployment_NameTheFault(string sound, string broken, string named) =>
        AssertFault(Deployment, sound, broken, named);

    [Theory]
    [InlineData("scaleTargetRef:\n    name: a", "pollingInterval: 1", "scaleTargetRef")]
    [InlineData("minReplicaCount", "minReplicas", "minReplicas")]
    [InlineData("minReplicaCount: 1", "minReplicaCount: 4", "more than maxReplicaCount")]
    [InlineData("stabilizationWindowSeconds: 600", "stabilizationWindowSeconds: 7200", "3600")]
    [InlineData("type: Pods", "type: Pod", "Pod")]
    [InlineData("threshold: \"2\"", "threshold: 2", "threshold")]
    [InlineData("threshold: \"2\"", "threshold: \"two\"", "two")]
    [InlineData("query: up", "metricName: up", "query")]
    [InlineData("type: prometheus", "type: promotheus", "promotheus")]
    [InlineData("metricType: Value", "metricType: Utilization", "Utilization")]
    public void Faults_BrokenScaledObject_NameTheFault(string sound, string broken, string named) =>
        AssertFault(ScaledObject, sound, broken, named);

    [Fact]
    public void Faults_PatchWithoutRequiredFields_OnlyUnknownOnes()
    {
        const string Patch = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: any}
            spec:
              template:
                spec:
                  containers:
                    - name: silo
                      env:
                        - name: GONE
                          $patch: delete
            """;
        Assert.Empty(ManifestSchema.Faults(Parse(Patch), isPatch: true));
        Assert.NotEmpty(ManifestSchema.Faults(Parse(Patch)));
        Assert.NotEmpty(ManifestSchema.Faults(Parse(Patch.Replace("env:", "enviroment:", StringComparison.Ordinal)), isPatch: true));
    }

    private static void AssertFault(string example, string sound, string broken, string named)
    {
        var text = example.Replace(sound, broken, StringComparison.Ordinal);
        Assert.NotEqual(example, text);
        var faults = ManifestSchema.Faults(Parse(text));
        Assert.Contains(faults, f => f.Contains(named, StringComparison.Ordinal));
    }

    private static System.Text.Json.Nodes.JsonObject Parse(string text) => Assert.Single(Yaml.Documents(text));
}
