using FaceGrid.Vision.Networks;
using TorchSharp;

namespace FaceGrid.Vision.Tests.Networks;

public sealed class ComputeDeviceTests
{
    [Fact]
    public void Parse_Cpu_IsTheCpu() => Assert.Equal(DeviceType.CPU, ComputeDevice.Parse("cpu").type);

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("CPU")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:x")]
    public void Parse_UnknownName_IsBadInput(string text) =>
        Assert.Contains("cpu, cuda or cuda:N were expected", Assert.Throws<BadInputException>(() => ComputeDevice.Parse(text)).Message);

    [Fact]
    public void Parse_DeviceThatIsNotThere_IsBadInputAndNeverTheCpu()
    {
        var error = Assert.Throws<BadInputException>(() => ComputeDevice.Parse("cuda:4711"));

        Assert.StartsWith("device 'cuda:4711': this machine", error.Message);
    }
}
