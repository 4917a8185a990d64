import HufuCommands

await HufuCommand.run()
