using FaceGrid.Kubernetes.Tests.Schemas;
using YamlDotNet.Core;

namespace FaceGrid.Kubernetes.Tests;

public sealed class YamlTests
{
    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: \"1\"", """{"a":"1"}""")]
    [InlineData("a: 0440", """{"a":288}""")]
    [InlineData("a: 1.5", """{"a":1.5}""")]
    [InlineData("a: 1.5.0", """{"a":"1.5.0"}""")]
    [InlineData("a: 100m", """{"a":"100m"}""")]
    [InlineData("a: true", """{"a":true}""")]
    [InlineData("a:", """{"a":null}""")]
    [InlineData("a: [x, {b: 2}]", """{"a":["x",{"b":2}]}""")]
    [InlineData("a: |\n  x\n  y\n", """{"a":"x\ny\n"}""")]
    public void Documents_OneMapping_JsonOfIt(string yaml, string json) =>
        Assert.Equal(json, Assert.Single(Yaml.Documents(yaml)).ToJsonString());

    [Fact]
    public void Documents_Several_EmptyOnesLeftOut() => Assert.Equal(2, Yaml.Documents("# first\n---\na: 1\n---\n---\nb: 2\n").Count);

    [Theory]
    [InlineData("a: 1\na: 2")]
    [InlineData("a: [1")]
    public void Documents_NotYaml_Throws(string yaml) => Assert.ThrowsAny<YamlException>(() => Yaml.Documents(yaml));

    [Theory]
    [InlineData("a: yes")]
    [InlineData("- a")]
    public void Documents_Ambiguous_Throws(string yaml) => Assert.Throws<FormatException>(() => Yaml.Documents(yaml));
}
