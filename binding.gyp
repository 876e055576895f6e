{
  "targets": [
    {
      "target_name": "runqscope",
      "type": "none",
      "actions": [
        {
          "action_name": "cmake_js",
          "inputs": ["CMakeLists.txt"],
          "outputs": ["build/Release/runqscope.node"],
          "action": ["npx", "cmake-js", "compile"]
        }
      ]
    }
  ]
}
